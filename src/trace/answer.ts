import { DateTime } from 'luxon';
import { encode, type CommandOf } from '../command';
import { diagnose, type CaseIndex } from '../diagnose';
import type { Spoken } from '../diagnose/case-blocks';
import { caseButton } from '../diagnose/next';
import { byId } from '../knowledge/catalog';
import type { Locale, Text } from '../language';
import { listed } from '../locate/names';
import type { Block, Button, Line, Reply } from '../reply';
import { sentenceOf } from '../search/outcome';
import { traceData } from './data';
import type { Event } from './events';
import type { Findings } from './findings';
import type { Traced } from './run';

/** Most rows of the timeline that are shown in place; the whole of it is attached. */
const mostRows = 12;
/** Longest text of a row, in characters. */
const longestText = 110;

/** A request's way over the services: where it failed first, where it went missing, and every record of it. */
export function traceReply(
  command: CommandOf<'trace'>,
  findings: Findings,
  traced: readonly Traced[],
  index: CaseIndex,
  spoken: Spoken,
): Reply {
  const { locale, catalog } = spoken;
  const cases = casesIn(findings, index, spoken);
  const buttons = [
    ...cases.map(({ id }) => caseButton(byId(catalog.cases, id), [], undefined, locale)),
    ...searchButton(command, findings, locale),
  ];
  return {
    kind: 'reply',
    title: titleOf(command.id, findings)[locale],
    blocks: [
      ...(cases.length > 0 ? [causeBlock(cases[0]?.id ?? '', spoken)] : []),
      ...(findings.events.length > 0 ? [timelineBlock(findings, locale)] : []),
      ...notesBlock(command, findings, traced, locale),
      ...(findings.events.length > mostRows ? [timelineFile(findings)] : []),
      ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } as const] : []),
    ],
    data: traceData(findings, traced, cases),
  };
}

function titleOf(id: string, { events, services, firstError, verdict }: Findings): Text {
  if (events.length === 0) return { en: `Nothing found of ${id}`, zh: `没有找到 ${id}` };
  const seconds = spanSeconds(events);
  const took = seconds === undefined ? '' : ` in ${seconds} s`;
  const verdicts = {
    single: { en: ' — a failure of one service', zh: ' —— 单个服务的故障' },
    cross: { en: ' — a cross-service failure', zh: ' —— 跨服务故障' },
    unknown: { en: '', zh: '' },
  }[verdict];
  const error = firstError
    ? {
        en: `first error in ${firstError.log}, ${firstError.time}`,
        zh: `首个错误在 ${firstError.log}，${firstError.time}`,
      }
    : { en: 'no error in these records', zh: '这些记录中没有错误' };
  const count = services.length;
  return {
    en: `${id} crossed ${count} service${count === 1 ? '' : 's'}${took}; ${error.en}${verdicts.en}`,
    zh: `${id} 经过 ${count} 个服务${seconds === undefined ? '' : `，历时 ${seconds} 秒`}；${error.zh}${verdicts.zh}`,
  };
}

function spanSeconds(events: readonly Event[]): string | undefined {
  const times = events.flatMap(({ at }) => (at === undefined ? [] : [at]));
  return times.length < 2 ? undefined : ((Math.max(...times) - Math.min(...times)) / 1_000).toFixed(1);
}

function causeBlock(id: string, { catalog, locale }: Spoken): Block {
  const head = { en: 'Known cause: ', zh: '已知原因：' }[locale];
  return { kind: 'text', lines: [[head, { bold: byId(catalog.cases, id).title[locale] }]] };
}

/** The records where something changes hands or fails; where all fit, all of them. */
function timelineBlock({ events, firstError }: Findings, locale: Locale): Block {
  const telling = events.filter(
    (event, at) =>
      event === firstError || event.log !== events[at - 1]?.log || /ERROR|CRIT|FATAL|WARN/.test(event.level),
  );
  const shown = (events.length <= mostRows ? events : telling).slice(0, mostRows);
  const columns = { en: ['Time', 'Where', 'Record'], zh: ['时间', '位置', '记录'] }[locale];
  const rows = shown.map((event, at): Line[] => [
    [`${isClose(event, shown[at - 1]) ? '≈ ' : ''}${clockOf(event)}`],
    [`${event.node} · ${event.log}${event.line === undefined ? '' : `:${event.line}`}`],
    event === firstError ? [{ bold: briefly(event) }] : [briefly(event)],
  ]);
  return { kind: 'table', columns, rows };
}

/** Records of two nodes that are nearer than their clocks are sure have no order. */
function isClose(event: Event, before: Event | undefined): boolean {
  if (!before || event.node === before.node || event.at === undefined || before.at === undefined)
    return false;
  return Math.abs(event.at - before.at) < event.errorMs + before.errorMs;
}

function clockOf({ time }: Event): string {
  return /\d\d:\d\d:\d\d(?:[.,]\d{1,3})?/.exec(time)?.[0] ?? '';
}

/** A record without its time, request id and the rest of its prefix. */
function briefly({ text, level }: Event): string {
  const [first = ''] = text.split('\n');
  const rest = first.replace(/^.*?\[[^\]]*\]\s*/, '');
  const told = rest === '' ? first : rest;
  return `${level} ${told}`.trim().slice(0, longestText);
}

function notesBlock(
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
          en: `Nothing of it in ${service} after ${time}; expected at this stage.`,
          zh: `${service} 在 ${time} 之后没有它的记录，而该阶段本应有。`,
        }[locale],
      ];
    }),
    ...traced.flatMap(({ node, clock }): Line[] =>
      clock && Math.abs(clock.offsetMs) > Math.max(tellingOffsetMs, clock.errorMs)
        ? [[offsetOf(node.name, clock.offsetMs, clock.errorMs)[locale]]]
        : [],
    ),
    ...traced.flatMap(({ node, failure, failed }): Line[] => [
      ...(failure ? [[`${node.name} — ${sentenceOf(failure, node.name)[locale]}`]] : []),
      ...logsThat(node.name, { en: 'not there: ', zh: '文件不存在：' }, absent(failed), locale),
      ...logsThat(node.name, { en: 'not read: ', zh: '未能读取：' }, unread(failed), locale),
    ]),
    ...(events.length === 0 && at === undefined ? [[olderHint[locale]]] : []),
  ];
  return lines.length > 0 ? [{ kind: 'note', lines }] : [];
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

function timelineFile({ events }: Findings): Block {
  const lines = events.map(
    ({ time, node, log, line, text }) =>
      `${time}  ${node}  ${log}:${line ?? '?'}\n    ${text.replaceAll('\n', '\n    ')}`,
  );
  return { kind: 'file', name: 'timeline.txt', content: lines.join('\n') };
}

function searchButton(command: CommandOf<'trace'>, { firstError }: Findings, locale: Locale): Button[] {
  if (!firstError) return [];
  const { nodes, site, at, around } = command;
  const where = { nodes: [...nodes], site, at, around, older: 0, before: 50, after: 50, maxHits: 50 };
  return [
    {
      label: { en: 'Read the first error', zh: '查看首个错误' }[locale],
      payload: encode(
        {
          name: 'grep',
          text: command.id,
          logs: [firstError.log],
          ...where,
          isRegex: false,
          isCaseSensitive: false,
        },
        locale,
      ),
      opens: 'reply',
    },
  ];
}

function casesIn({ events, firstError }: Findings, index: CaseIndex, { catalog }: Spoken) {
  if (!firstError) return [];
  const errors = events.filter(({ level }) => /ERROR|CRIT|FATAL/.test(level));
  const text = errors
    .map((event) => event.text)
    .join('\n')
    .slice(0, 12_000);
  const { verdict, shown } = diagnose(text, index, catalog);
  return verdict === 'match' ? shown.map(({ id, score }) => ({ id, score })) : [];
}
