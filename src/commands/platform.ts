import { encode, locateQuery, type PlatformQuery } from '../command';
import { byId, type Catalog } from '../knowledge/catalog';
import type { Platform, PlatformRow } from '../knowledge/schema';
import type { Locale } from '../language';
import { listed } from '../locate/names';
import type { Block, Line, Reply } from '../reply';
import type { Run } from './run';

/** What the driver matrix says of a platform, or which platforms meet the conditions. */
export const platform: Run<'platform'> = ({ query }, { catalog, locale }) => {
  const found = matching(query, catalog);
  const data = { query, platforms: found.map(({ id, number, name, rows }) => ({ id, number, name, rows })) };
  if (found.length === 0) return nothingFits(query, catalog, locale, data);
  const one = found.length === 1 ? found[0] : undefined;
  const blocks: Block[] = [
    matrix(found, catalog, locale),
    ...(one ? [scriptNote(one, catalog, locale), scriptButton(one, locale)] : []),
  ];
  return { kind: 'reply', title: titleOf(found, query, locale), blocks, data };
};

/** Platforms with the rows that meet every condition. */
function matching(query: PlatformQuery, catalog: Catalog): Platform[] {
  const isAsked = (each: Platform) => query.platforms.length === 0 || query.platforms.includes(each.id);
  const fits = (row: PlatformRow) =>
    (query.engines.length === 0 || query.engines.includes(row.engine)) &&
    (query.storages.length === 0 || query.storages.includes(row.storage)) &&
    query.imageTypes.every((type) => row.imageTypes.includes(type)) &&
    (query.imageBuilds.length === 0 || query.imageBuilds.includes(row.imageBuild)) &&
    (query.owners.length === 0 || query.owners.includes(row.owner));
  return catalog.platforms
    .filter(isAsked)
    .map((each) => ({ ...each, rows: each.rows.filter(fits) }))
    .filter((each) => each.rows.length > 0);
}

function titleOf(found: readonly Platform[], query: PlatformQuery, locale: Locale): string {
  const [first] = found;
  if (found.length === 1 && first) return first.name[locale];
  const rows = found.reduce((sum, each) => sum + each.rows.length, 0);
  if (query.platforms.length > 0)
    return listed(
      found.map((each) => each.name[locale]),
      locale,
    );
  return locale === 'zh'
    ? `${found.length} 个平台（${rows} 行）`
    : `${found.length} platforms (${rows} rows)`;
}

function matrix(found: readonly Platform[], catalog: Catalog, locale: Locale): Block {
  const heads = {
    en: ['Platform', 'Storage', 'Engine', 'Transition host image', 'Image types', 'Owner'],
    zh: ['平台', '存储', '引擎代', '过渡主机镜像', '镜像类型', '主负责人'],
  };
  const rows = found.flatMap((each) =>
    each.rows.map((row, index) => [index === 0 ? each.name[locale] : '', ...cells(row, catalog, locale)]),
  );
  return { kind: 'table', columns: heads[locale], rows: rows.map((row) => row.map((cell): Line => [cell])) };
}

function cells(row: PlatformRow, catalog: Catalog, locale: Locale): string[] {
  const types = row.imageTypes.map((type) => byId(catalog.imageTypes, type).name[locale]);
  return [
    byId(catalog.modes, row.storage).name[locale],
    row.engine,
    byId(catalog.imageBuilds, row.imageBuild).name[locale],
    listed(types, locale),
    row.owner,
  ];
}

/** The engine generation decides where pre- and post-scripts log. */
function scriptNote({ rows }: Platform, catalog: Catalog, locale: Locale): Block {
  const logs = [
    ...new Set(rows.map((row) => `${row.engine}: ${byId(catalog.engines, row.engine).scriptLog}`)),
  ];
  const text = locale === 'zh' ? '前后置脚本的日志：' : 'Pre- and post-scripts log in: ';
  return { kind: 'note', lines: [[text + listed(logs, locale)]] };
}

function scriptButton({ id }: Platform, locale: Locale): Block {
  const query = locateQuery.parse({ scripts: 'any', platforms: [id] });
  const payload = encode({ name: 'locate', query }, locale);
  return {
    kind: 'buttons',
    buttons: [{ label: locale === 'zh' ? '脚本日志' : 'Script logs', payload, opens: 'reply' }],
  };
}

/** No row fits: said as such, with what there is for the platforms that were named. */
function nothingFits(query: PlatformQuery, catalog: Catalog, locale: Locale, data: unknown): Reply {
  const named = query.platforms.map((id) => byId(catalog.platforms, id));
  const names = listed(
    named.map((each) => each.name[locale]),
    locale,
  );
  const title = {
    en: names
      ? `${names}: no, not with these conditions. This is what there is:`
      : 'No platform meets all of these conditions.',
    zh: names ? `${names}：没有满足这些条件的组合。现有的如下：` : '没有平台同时满足这些条件。',
  };
  return {
    kind: 'reply',
    title: title[locale],
    blocks: named.length > 0 ? [matrix(named, catalog, locale)] : [],
    data,
  };
}
