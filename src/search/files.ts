import { DateTime } from 'luxon';
import type { ListedFile } from '../ports';
import { momentOf } from './time';

/** What stands for a placeholder in a file's name on disk. */
const placeholders: Readonly<Record<string, string>> = {
  host: '[^/]{1,200}?',
  UUID: '[0-9A-Fa-f-]{8,36}',
  'YYYY-MM-DD': String.raw`\d{4}-\d{1,2}-\d{1,2}`,
  YYYYMMDD: String.raw`\d{8}`,
};
/** How rotation calls older files: `.1`, `.2.gz`, `-20250918.gz`. */
const rotation = String.raw`(?:(?:\.\d{1,3}|-\d{8}(?:-\d{1,10})?|\.\d{4}-\d\d-\d\d)?(?:\.gz)?)`;

/** Does a log's name have to be looked up on the node? */
export function isTemplate(name: string): boolean {
  return name.includes('<');
}

/** What a log's files begin with, as far as it is known without looking. */
export function beginningOf(name: string, host: string | undefined): string {
  return filled(name, host)
    .replace(/<.*$/, '')
    .replace(/\.log$/, '');
}

function filled(name: string, host: string | undefined): string {
  return host === undefined ? name : name.replace('<host>', host);
}

/** The files of a log among those of its folder, the newest first. */
export function filesOf(name: string, host: string | undefined, listed: readonly ListedFile[]): ListedFile[] {
  const parts = filled(name, host).split(/<([^>]+)>/);
  const pattern = parts.map((part, at) => (at % 2 === 1 ? (placeholders[part] ?? '[^/]+') : escaped(part)));
  const isOne = new RegExp(`^${pattern.join('')}${rotation}$`);
  return listed
    .filter((file) => file.isRegular && isOne.test(file.name))
    .sort((a, b) => b.changed - a.changed || rank(a.name) - rank(b.name));
}

/** Of files that changed at the same time the one without a number is the newest. */
function rank(name: string): number {
  return Number(/\.(\d{1,3})(?:\.gz)?$/.exec(name)?.[1] ?? 0);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** Most files of one log that a search by time reads, of each host's; and how far a file's last change may lie before its last entry's time. */
const mostFiles = 4;
const slackSeconds = 5;

/** Of a log's files, newest first, those to read: the ones that hold the time asked for, or the newest. */
export function chosen(
  files: readonly ListedFile[],
  span: { readonly from: DateTime; readonly to: DateTime } | undefined,
  zone: string,
  older: number,
  most = 1,
): ListedFile[] {
  if (!span) return files.slice(older, older + most);
  const { from, to } = span;
  return files
    .filter((file) => {
      const begins = file.first && momentOf(file.first.time, file.first.zone ?? zone);
      const isOver = file.changed + slackSeconds < from.toSeconds();
      return !isOver && (begins === undefined || begins <= to);
    })
    .slice(0, most * mostFiles);
}
