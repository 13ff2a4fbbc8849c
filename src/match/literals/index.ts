import type { Catalog } from '../../knowledge/catalog';
import { takeDate } from './dates';
import { takeFiles } from './files';
import { takeHost } from './hosts';
import { uuidPattern, type Taken } from './taken';

/** What a question holds that is no word: places and values, taken out before its words are read. */
export interface Literals {
  /** Ids of the logs whose file or path was written out. */
  readonly logs: readonly string[];
  /** The day asked for, as YYYY-MM-DD. */
  readonly date?: string | undefined;
  readonly host?: string | undefined;
  /** An id to search for: a UUID, a request id, or a quoted text. */
  readonly keyword?: string | undefined;
  /** The text without them; a quoted text is still in it. */
  readonly rest: string;
  /** The same without what is quoted: an error's text names things in passing. */
  readonly unquoted: string;
}

/** Takes paths, file names, ids, dates and hosts out of a question. `now` resolves "yesterday's log". */
export function literalsOf(text: string, catalog: Catalog, now: Date): Literals {
  const files = takeFiles(
    withoutCalls(text.normalize('NFKC')).replace(/\{\s*host ?name\s*\}/gi, '<host>'),
    catalog.logs,
  );
  const keyword = takeKeyword(files.rest);
  const date = takeDate(keyword.rest, now);
  const host = takeHost(date.rest);
  const { logs } = files;
  return {
    logs,
    date: date.value ?? files.date,
    host: host.value ?? files.host,
    keyword: keyword.value,
    rest: host.rest,
    unquoted: host.rest.replace(quoted, ' '),
  };
}

/** Whom a message is addressed to is no part of its question: "@bot", "<@U123>". */
function withoutCalls(text: string): string {
  return text.replace(/<@[^>\n]{1,40}>|(?<![\w.])@[\w.-]{1,40}/g, ' ');
}

/** A quoted text of several words; a single quoted word is a name. */
const quoted = /["“「『](?=[^"“”」』\n]*(?:\s|\p{Script=Han}{5}))[^"“”」』\n]{3,100}["”」』]/gu;
const keywordPattern = new RegExp(
  String.raw`(?<![\w-])(?:req-)?${uuidPattern}(?![\w-])|["“「『]([^"“”」』\n]{3,100})["”」』]`,
  'i',
);

function takeKeyword(text: string): Taken {
  const match = keywordPattern.exec(text);
  if (!match) return { rest: text };
  // A quoted text is kept for reading: it may quote the very name that is asked for.
  return { value: match[1] ?? match[0], rest: match[1] === undefined ? text.replace(match[0], ' ') : text };
}
