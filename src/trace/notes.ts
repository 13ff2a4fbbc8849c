import { DateTime } from 'luxon';
import type { CommandOf } from '../command';
import type { Locale, Text } from '../language';
import { listed } from '../locate/names';
import type { Block, Line } from '../reply';
import { sentenceOf } from '../search/outcome';
import type { Findings } from './findings';
import type { Traced } from './traced';

/** What a trace tells beside its records: where the request went missing, clocks, what was not read. */
export function notesBlock(
  { at }: CommandOf<'trace'>,
  { gaps, events }: Findings,
  traced: readonly Traced[],
  locale: Locale,
): Block[] {
  const lines: Line[] = [
    ...gaps.map(({ service, after }): Line => {
      const time = DateTime.fromISO(after, { zone: traced[0]?.node.timeZone ?? 'utc' }).toFormat('HH:mm:ss');
      return [
        {
          en: `Nothing of it in ${service} from ${time} on; expected at this stage.`,
          zh: `${service} 在 ${time} 之后没有它的记录，而该阶段本应有。`,
        }[locale],
      ];
    }),
    ...traced.flatMap(({ node, clock }): Line[] =>
      clock && Math.abs(clock.offsetMs) > Math.max(tellingOffsetMs, clock.errorMs)
        ? [[offsetOf(node.name, clock.offsetMs, clock.errorMs)[locale]]]
        : [],
    ),
    ...traced.flatMap(({ node, failure, failed, cut, unread: left }): Line[] => [
      ...(failure ? [[`${node.name} — ${sentenceOf(failure, node.name)[locale]}`]] : []),
      ...logsThat(node.name, { en: 'not there: ', zh: '文件不存在：' }, absent(failed), locale),
      ...logsThat(
        node.name,
        { en: 'not read: ', zh: '未能读取：' },
        [...unread(failed), ...left.slice(0, mostNamed)],
        locale,
      ),
      ...cut.map(({ log, hits }) => [cutHint(log, hits)[locale]]),
    ]),
    ...(at === undefined ? [[olderHint[locale]]] : []),
    ...(events.some(({ isBeside }) => isBeside) ? [[besideHint[locale]]] : []),
  ];
  return lines.length > 0 ? [{ kind: 'note', lines }] : [];
}

/** Files not read that are named, at most. */
const mostNamed = 6;

const besideHint: Text = {
  en: '~ stands before records of other requests on what this one worked on: they do not count.',
  zh: '~ 表示其他请求对同一资源的记录，不计入结论。',
};

function cutHint(log: string, hits: number): Text {
  return {
    en: `${log} has ${hits} records of it; the newest were read. A time narrows it down.`,
    zh: `${log} 中有 ${hits} 条相关记录，只读了最新的部分；给出时间可缩小范围。`,
  };
}

const olderHint: Text = {
  en: 'Only the current files were read. With a time the right older ones are: trace … at 2025-09-18 16:24',
  zh: '只读了当前文件。给出时间就会读对应的旧文件：追踪 … 2025-09-18 16:24',
};

type Failed = Traced['failed'];
const absent = (failed: Failed) => failed.filter(({ kind }) => kind === 'no-such-file').map(({ log }) => log);
const unread = (failed: Failed) =>
  failed.filter(({ kind }) => kind !== 'no-such-file').map(({ log, kind }) => `${log} (${kind})`);

function logsThat(node: string, are: Text, logs: readonly string[], locale: Locale): Line[] {
  return logs.length > 0 ? [[`${node} · ${are[locale]}${listed(logs, locale)}`]] : [];
}

/** An offset below this tells nothing, in milliseconds. */
const tellingOffsetMs = 100;

function offsetOf(node: string, offsetMs: number, errorMs: number): Text {
  const seconds = `${offsetMs > 0 ? '+' : ''}${(offsetMs / 1_000).toFixed(1)} s ± ${(errorMs / 1_000).toFixed(2)}`;
  return {
    en: `Clock of ${node}: ${seconds}, corrected in the order.`,
    zh: `${node} 时钟偏差 ${seconds}，排序时已校正。`,
  };
}
