/* Transcripts of conversations at the terminal, as other chats are held to them. */

/** A transcript as turns: what was typed, and what the terminal shows then. */
export function turnsOf(transcript: string): { readonly typed: string; readonly expected: string }[] {
  return [...transcript.matchAll(/^> (.*)\n([\s\S]*?)(?=^> |(?![\s\S]))/gm)].map(
    ([, typed = '', expected = '']) => ({ typed, expected }),
  );
}

/** Text without what platforms draw differently. */
export function bare(text: string): string {
  return text.replace(/[\s:：]|<https?:[^>]*>/g, '');
}

/** The label of the button that a number stood for. */
export function labelOf(answer: string, number: string): string | undefined {
  return new RegExp(`\\[${number}\\] (.+?)(?= {2}\\[\\d|$)`, 'm').exec(answer)?.[1]?.trim();
}

/** What an answer says, without its buttons. */
export function linesOf(answer: string): string[] {
  return answer
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\[\d+\] /.test(line) && !line.startsWith('# '));
}
