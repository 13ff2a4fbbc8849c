import type { LocateQuery } from '../command';
import type { Catalog } from '../knowledge/catalog';
import { terminalOutput, type Log } from '../knowledge/schema';
import type { Locale } from '../language';
import { fillPath } from './fill';

/** Lines of context on each side of a hit, as the documents advise. */
const contextLines = 50;
const placeholder: Record<Locale, string> = { en: 'KEYWORD', zh: '关键字' };

/**
 * A line to copy that searches the log by hand on its node: grep, or Select-String on Windows.
 * Undefined for terminal output, which is no file. The keyword is quoted for the shell it goes to.
 */
export function searchLine(
  log: Log,
  query: LocateQuery,
  catalog: Catalog,
  locale: Locale,
): string | undefined {
  if (log.path === terminalOutput) return undefined;
  const marker = markersOf(query, catalog)[0];
  const keyword = query.keyword ?? marker ?? placeholder[locale];
  const path = fillPath(log.path, query).replace(/<[^>]*>/g, '*');
  return log.role === 'windows-agent' ? selectString(keyword, path) : grep(keyword, path);
}

/** What a log shows when a pre- or post-script ran; none where no script was asked for. */
export function markersOf({ scripts }: LocateQuery, { scripts: known }: Catalog): string[] {
  if (scripts === undefined) return [];
  return known.kinds.filter((kind) => scripts === 'any' || kind.id === scripts).map((kind) => kind.marker);
}

function grep(keyword: string, path: string): string {
  const flag = keyword.startsWith('-') ? '-e ' : '';
  return `grep -C ${contextLines} -F ${flag}'${keyword.replaceAll("'", String.raw`'\''`)}' ${path}`;
}

function selectString(keyword: string, path: string): string {
  return `Select-String -SimpleMatch -Context ${contextLines} -Pattern '${keyword.replaceAll("'", "''")}' -Path '${path}'`;
}
