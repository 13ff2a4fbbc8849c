import type { Catalog } from '../knowledge/catalog';
import type { Log } from '../knowledge/schema';
import type { Block, Line } from '../reply';
import type { Wording } from './entries';
import { gather } from './names';
import type { Places } from './selection';

/** What is open, where the documents are wrong, how files rotate, what to look for. */
export function notes(places: Places, wording: Wording): Block[] {
  const { locale, catalog } = wording;
  const logs = [...new Set([...places.rows.map((row) => row.log), ...places.others])];
  const texts = new Set(
    logs.flatMap((log) => [
      ...(log.corrections ?? []).map((correction) => correctionText(correction, locale)),
      ...(log.rotation ? [`${log.source}${locale === 'zh' ? '：' : ': '}${log.rotation[locale]}`] : []),
    ]),
  );
  const lines: Line[] = [...openLines(places, wording), ...[...texts].map((text) => [text])];
  if (wording.query.scripts) lines.push(markerLine(catalog, locale));
  return lines.length > 0 ? [{ kind: 'note', lines }] : [];
}

function correctionText(
  correction: NonNullable<Log['corrections']>[number],
  locale: Wording['locale'],
): string {
  const { documented } = correction;
  return locale === 'zh'
    ? `${correction.zh}文档写作：${documented}`
    : `${correction.en} The documents write: ${documented}`;
}

function openLines({ open, rows, stages }: Places, { locale }: Wording): Line[] {
  if (open?.question !== 'storage-mode') return [];
  const isSame = gather(rows).every((each) => each.rows.length === stages.length);
  if (locale === 'zh')
    return [[isSame ? '各存储模式相同。' : '未说明存储模式：各模式共有的日志在前，某一模式特有的已标出。']];
  return [
    [
      isSame
        ? 'The same for every storage mode.'
        : 'Storage mode not said: logs common to all modes come first, those of one mode are marked.',
    ],
  ];
}

function markerLine(catalog: Catalog, locale: Wording['locale']): Line {
  const markers = catalog.scripts.markers.flatMap((code, index) =>
    index > 0 ? [' · ', { code }] : [{ code }],
  );
  return [locale === 'zh' ? '在日志中查找：' : 'Look for: ', ...markers];
}
