import type { LogListing, LogPlace, LogQuery, Window } from '../../src/ports';

/** The version of what the script on the node reads; a forced command of another version refuses it. */
const version = 'sherlog 1';

/** What the script reads on its input, value by value, a line each. `nonce` is hexadecimal. */
export function searchValues(query: LogQuery, nonce: string): string {
  const { seconds, roots, texts, files, window } = query;
  return lines([
    version,
    nonce,
    seconds,
    'search',
    roots.length,
    ...roots,
    texts.length,
    ...texts,
    Number(query.isRegex),
    Number(query.ignoresCase),
    query.before,
    query.after,
    query.maxHits,
    query.maxLineBytes,
    query.maxBytes,
    ...timesOf(window),
    files.length,
    ...files.flatMap(placeValues),
  ]);
}

export function listValues({ seconds, roots, places, since, wantsTimes }: LogListing, nonce: string): string {
  return lines([
    version,
    nonce,
    seconds,
    'list',
    roots.length,
    ...roots,
    since,
    Number(wantsTimes),
    places.length,
    ...places.flatMap(placeValues),
  ]);
}

function timesOf(window: Window | undefined): string[] {
  return window ? [window.from, window.to, window.utcFrom, window.utcTo] : ['', '', '', ''];
}

function placeValues({ log, folder, name }: LogPlace): string[] {
  return [log ?? '-', folder, name];
}

/** A line break would begin the next value: none is let through. */
function lines(values: readonly (string | number)[]): string {
  return values.map((value) => `${String(value).replace(/[\r\n\0]/g, ' ')}\n`).join('');
}
