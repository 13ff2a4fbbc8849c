import width from 'string-width';

/** How wide a letter of width one is, of the size of the type: a Chinese character is as wide as the type is large. */
const letterWidth = 0.54;

/** How wide a line is, in pixels, at a size of type. */
export function widthOf(line: string, size: number): number {
  return width(line) * letterWidth * size;
}

/** Breaks a text into lines of at most so many letters, a Chinese character counting two; between words, where it can. */
export function wrapped(text: string, columns: number): string[] {
  const words = [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)];
  const lines: string[] = [''];
  for (const { segment } of words) {
    const line = lines.at(-1) ?? '';
    // A sign after a word stays with it.
    const isSign = /^[\p{P}]+$/u.test(segment);
    if (line === '' || isSign || width(line + segment) <= columns) lines[lines.length - 1] = line + segment;
    else lines.push(segment.trimStart());
  }
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}
