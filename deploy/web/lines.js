import { copyButton } from './copy.js';
import { make } from './dom.js';

/** A piece of a line: literal text, code, bold, or a link. */
function span(piece) {
  if (typeof piece === 'string') return piece;
  if ('code' in piece) return make('code', {}, piece.code);
  if ('bold' in piece) return make('strong', {}, piece.bold);
  return make('a', { href: piece.url, target: '_blank', rel: 'noopener noreferrer' }, piece.link);
}

export const spans = (line) => line.map(span);

/** A line that holds nothing but code is there to be copied. */
function codeAlone(line) {
  const rest = line.filter((piece) => typeof piece !== 'string' || piece.trim() !== '');
  return rest.length === 1 && typeof rest[0] === 'object' && 'code' in rest[0] ? rest[0].code : undefined;
}

/** Answers are written for a fixed width too: what leads a line there is its place in a list here. */
const lead = /^(\s*)(?:([·★•✓✗–-]|\d{1,2})\s+)?/u;

/** Lines, one below the other, set in as far as their spaces say; `ask` makes list items questions to press. */
export function lines(all, ask) {
  return all.map((line) => {
    const code = codeAlone(line);
    const [first = '', ...rest] = line;
    const [led = '', spaces = '', mark] = typeof first === 'string' ? (lead.exec(first) ?? []) : [];
    const depth = `in-${Math.min(4, Math.floor(spaces.length / 2) + (code === undefined ? 0 : 1))}`;
    if (code !== undefined)
      return make('div', { class: `code ${depth}` }, make('code', { tabindex: 0 }, code), copyButton(code));
    const pieces = typeof first === 'string' ? [first.slice(led.length), ...rest] : line;
    if (mark === undefined) return make('p', { class: depth }, spans(pieces));
    return make(
      'p',
      { class: `item ${depth}` },
      make('span', { class: 'mark' }, mark),
      body(pieces, spaces.length > 1 ? ask : undefined),
    );
  });
}

function body(pieces, ask) {
  const question = pieces
    .map((each) => (typeof each === 'string' ? each : (each.code ?? each.bold ?? '')))
    .join('');
  // What is to be completed is no question yet.
  if (!ask || question.includes('…')) return make('span', {}, spans(pieces));
  return make('button', { type: 'button', class: 'ask', onclick: () => ask(question) }, question);
}
