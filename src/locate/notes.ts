import type { Log } from '../knowledge/schema';
import type { Block, Line } from '../reply';
import type { Wording } from './entries';
import { gather } from './names';
import { markersOf } from './search-line';
import type { Places } from './selection';

/** What is open, where the documents are wrong, how files rotate, what to look for. */
export function notes(places: Places, wording: Wording): Block[] {
  const { locale } = wording;
  const logs = [...new Set([...places.rows.map((row) => row.log), ...places.others])];
  const texts = [...correctionTexts(logs, locale), ...rotationTexts(logs, locale)];
  const lines: Line[] = [...openLines(places, wording), ...texts.map((text) => [text])];
  if (wording.query.scripts !== undefined) lines.push(markerLine(wording));
  return lines.length > 0 ? [{ kind: 'note', lines }] : [];
}

/** Each correction once, with all the spellings of the documents that it mends. */
function correctionTexts(logs: readonly Log[], locale: Wording['locale']): string[] {
  const corrections = logs.flatMap((log) => log.corrections ?? []);
  const texts = [...new Set(corrections.map((each) => each[locale]))];
  return texts.map((text) => {
    const documented = corrections.filter((each) => each[locale] === text).map((each) => each.documented);
    const paths = [...new Set(documented)].join(' · ');
    return locale === 'zh' ? `${text}文档写作：${paths}` : `${text} The documents write: ${paths}`;
  });
}

function rotationTexts(logs: readonly Log[], locale: Wording['locale']): string[] {
  return logs.flatMap(({ path, rotation }) => {
    const file = path.split(/[\\/]/).at(-1);
    return rotation ? [`${file}${locale === 'zh' ? '：' : ': '}${rotation[locale]}`] : [];
  });
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

function markerLine({ query, catalog, locale }: Wording): Line {
  const markers = markersOf(query, catalog).flatMap((code, index) =>
    index > 0 ? [' · ', { code }] : [{ code }],
  );
  return [locale === 'zh' ? '在日志中查找：' : 'Look for: ', ...markers];
}
