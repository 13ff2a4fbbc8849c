import { clean, cut } from '../../src/plain';
import type { Line, Span } from '../../src/reply';
import { maxSpan } from './limits';

/** A run of a rich text block: its text is literal, Teams reads no markdown in it. */
export interface TextRun {
  readonly type: 'TextRun';
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly fontType?: 'Monospace';
  readonly isSubtle?: true;
  readonly selectAction?: { readonly type: 'Action.OpenUrl'; readonly url: string };
}

/** A line as runs; an empty one takes its place too. */
export function runsOf(line: Line): TextRun[] {
  const runs = line.map(runOf).filter(({ text }) => text !== '');
  return runs.length > 0 ? runs : [{ type: 'TextRun', text: ' ' }];
}

/** The clients turn `{{DATE(…)}}` and `{{TIME(…)}}` into local times: a log says what it says. */
const functions = /\{\{(?=(?:DATE|TIME)\()/g;

/** A text of at most so many characters, as a card shows it letter by letter; never empty. */
export function literal(text: string, most: number): string {
  return cut(clean(text), most).replace(functions, '{\u2060{') || ' ';
}

function run(text: string): TextRun {
  return { type: 'TextRun', text: text === '' ? '' : literal(text, maxSpan) };
}

function runOf(span: Span): TextRun {
  if (typeof span === 'string') return run(span);
  if ('code' in span) return { ...run(span.code), fontType: 'Monospace' };
  if ('bold' in span) return { ...run(span.bold), weight: 'Bolder' };
  const isLink = /^https?:\/\/\S+$/.test(span.url) && span.url.length <= maxSpan;
  return isLink
    ? { ...run(span.link), selectAction: { type: 'Action.OpenUrl', url: span.url } }
    : run(`${span.link} ${span.url}`);
}

/** A message of Teams as people see it: HTML's tags go, what they stood for stays. In time that grows with the text. */
export function plainOf(markup: string, isHtml: boolean, mention = ''): string {
  const told = mention === '' ? markup : markup.replace(mention, ' ');
  const text = isHtml ? htmlText(told) : told.replace(/<at>([^<]*)<\/at>/g, '@$1');
  return withoutFence(text)
    .replace(/^[ \t]+/, '')
    .trimEnd();
}

/** Without the marks of a code block around it. */
function withoutFence(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith('```') && !trimmed.endsWith('```')) return text;
  return trimmed.replace(/^```[ \t]*\n?/, '').replace(/\n?```$/, '');
}

function htmlText(html: string): string {
  return html
    .replace(/<(?:br|\/p|\/div|\/li|\/tr|\/h\d|\/pre)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

const shownKeys = new Set(['text', 'title', 'subtitle', 'value', 'codeSnippet', 'fallbackText']);
const deepest = 20;

/** The texts in a card of an app's, whatever its form; what stands on a button is none. */
export function textsIn(part: unknown, depth = 0): string[] {
  if (depth > deepest || typeof part !== 'object' || part === null) return [];
  if (Array.isArray(part)) return part.flatMap((each) => textsIn(each, depth + 1));
  const { type } = part as { type?: unknown };
  if (typeof type === 'string' && /^(?:Action\.|ActionSet$|openUrl$|invoke$)/.test(type)) return [];
  return Object.entries(part).flatMap(([key, value]): string[] => {
    if (typeof value === 'string') return shownKeys.has(key) ? [htmlText(value)] : [];
    return key === 'buttons' || key === 'actions' ? [] : textsIn(value, depth + 1);
  });
}
