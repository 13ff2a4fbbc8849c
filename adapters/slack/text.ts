import { clean, cut } from '../../src/plain';
import type { Line, Span } from '../../src/reply';
import { maxUrl } from './limits';

/** A piece of rich text: its text is literal, nothing in it can mention, link or format. */
export type RichElement =
  | {
      readonly type: 'text';
      readonly text: string;
      readonly style?: { readonly bold?: true; readonly code?: true };
    }
  | { readonly type: 'link'; readonly url: string; readonly text: string };

/** Text for a place that Slack reads markup in: it stays text, and calls nobody. */
export function escaped(text: string): string {
  return clean(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What Slack wrote as markup, as the text that people see. `me` is the bot's own id, whose mention is left out. */
export function plainOf(markup: string, me = ''): string {
  return markup
    .replaceAll(`<@${me}>`, ' ')
    .replace(/<(?:https?|mailto|tel):[^>|]*\|([^>]*)>/g, '$1')
    .replace(/<((?:https?|mailto|tel):[^>|]*)>/g, '$1')
    .replace(
      /<([#@!])([A-Za-z0-9^_-]+)(?:\|([^>]*))?>/g,
      (_, mark: string, id: string, label?: string) => `${mark === '#' ? '#' : '@'}${label || id}`,
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trimEnd()
    .replace(/^\s*```[ \t]*\n?|\n?```$/g, '')
    .replace(/^[ \t]+/, '')
    .trimEnd();
}

/** A line as rich text. */
export function richLine(line: Line): RichElement[] {
  return line.map(richSpan).filter((each) => each.text !== '');
}

/** Longest text of one span, in characters. */
const maxSpan = 3_000;

function richSpan(span: Span): RichElement {
  if (typeof span === 'string') return { type: 'text', text: cut(clean(span), maxSpan) };
  if ('code' in span) return { type: 'text', text: cut(clean(span.code), maxSpan), style: { code: true } };
  if ('bold' in span) return { type: 'text', text: cut(clean(span.bold), maxSpan), style: { bold: true } };
  const isLink = /^https?:\/\/\S+$/.test(span.url) && span.url.length <= maxUrl;
  return isLink
    ? { type: 'link', url: span.url, text: cut(clean(span.link), maxSpan) }
    : { type: 'text', text: cut(clean(`${span.link} ${span.url}`), maxSpan) };
}
