import { encode, type CommandOf } from '../command';
import { diagnose, type CaseIndex } from '../diagnose';
import type { Spoken } from '../diagnose/case-blocks';
import { caseButton } from '../diagnose/next';
import { byId } from '../knowledge/catalog';
import type { Locale, Text } from '../language';
import type { Block, Button, Reply } from '../reply';
import { traceData } from './data';
import type { Event } from './events';
import type { Findings } from './findings';
import { notesBlock } from './notes';
import { timelineBlock, timelineFile } from './timeline';
import type { Traced } from './traced';

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
      ...timelineFile(findings),
      ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } as const] : []),
    ],
    isFruitless: traced.length > 0 && traced.every(({ failure }) => failure !== undefined),
    data: traceData(findings, traced, cases),
  };
}

function titleOf(id: string, { events, services, firstError, verdict }: Findings): Text {
  if (events.length === 0) return { en: `Nothing found of ${id}`, zh: `没有找到 ${id}` };
  const seconds = spanSeconds(events.filter(({ isBeside }) => !isBeside));
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
