import { byId, partsOf, stagesOf, type Catalog, type Row } from '../knowledge/catalog';
import type { FamilyId, ModeId, StageId } from '../knowledge/schema';
import type { Locale } from '../language';

/** Names as a list: "a, b" or 「a、b」. */
export function listed(names: readonly string[], locale: Locale): string {
  return names.join(locale === 'zh' ? '、' : ', ');
}

/** A text in brackets, in the brackets of its language. */
export function bracketed(text: string, locale: Locale): string {
  return locale === 'zh' ? `（${text}）` : ` (${text})`;
}

/** Stages by name: "Host boot" for all of its modes, "Host boot (block storage)" for one. */
export function stageNames(stages: readonly StageId[], catalog: Catalog, locale: Locale): string {
  const families = catalog.families.filter((family) =>
    stages.some((stage) => partsOf(stage).family === family.id),
  );
  const names = families.map((family) => {
    const own = stagesOf(family).filter((stage) => stages.includes(stage));
    const modes =
      own.length < stagesOf(family).length ? own.flatMap((stage) => partsOf(stage).mode ?? []) : [];
    return (
      family.name[locale] + (modes.length > 0 ? bracketed(modeNames(modes, catalog, locale), locale) : '')
    );
  });
  return listed(names, locale);
}

export function modeNames(modes: readonly ModeId[], catalog: Catalog, locale: Locale): string {
  return listed(
    modes.map((mode) => byId(catalog.modes, mode).name[locale]),
    locale,
  );
}

/** One module as "hamal (Sync Proxy)", or the one name where both are the same. */
export function moduleName(id: string, catalog: Catalog, locale: Locale): string {
  const short = shortName(id, catalog);
  return short === id ? id + bracketed(byId(catalog.modules, id).name[locale], locale) : short;
}

/** The id people use, or the name where it is only the name in other letters ("Windows Agent"). */
export function shortName(id: string, catalog: Catalog): string {
  const { en } = byId(catalog.modules, id).name;
  return en.toLowerCase().replaceAll(' ', '-') === id ? en : id;
}

/** Modules by name; of several only the short ones. */
export function moduleNames(ids: readonly string[], catalog: Catalog, locale: Locale): string {
  const [only] = ids;
  if (ids.length === 1 && only !== undefined) return moduleName(only, catalog, locale);
  return listed(
    ids.map((id) => shortName(id, catalog)),
    locale,
  );
}

/** The rows of one log, gathered: it is shown once, with the stages it is read at. */
export interface Gathered {
  readonly log: Row['log'];
  readonly rows: readonly Row[];
  readonly isPriority: boolean;
}

export function gather(rows: readonly Row[]): Gathered[] {
  const logs = [...new Set(rows.map((row) => row.log))];
  return logs.map((log) => {
    const own = rows.filter((row) => row.log === log);
    return { log, rows: own, isPriority: own.some((row) => row.highPriority) };
  });
}

/** Logs of every asked mode first, then those of one mode; High Priority first in each; then the data flow. */
export function inReadingOrder(gathered: readonly Gathered[], asked: readonly StageId[]): Gathered[] {
  const weight = ({ rows, isPriority }: Gathered) =>
    (rows.length < asked.length ? 2 : 0) + (isPriority ? 0 : 1);
  return [...gathered].sort((a, b) => weight(a) - weight(b));
}

export function familiesIn(rows: readonly Row[], catalog: Catalog): FamilyId[] {
  return catalog.families
    .map((family) => family.id)
    .filter((id) => rows.some((row) => partsOf(row.stage).family === id));
}
