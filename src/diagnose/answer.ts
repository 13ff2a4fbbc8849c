import type { CommandOf } from '../command';
import { byId } from '../knowledge/catalog';
import type { KnownCase } from '../knowledge/schema';
import type { Locale } from '../language';
import { listed, stageNames } from '../locate/names';
import type { Block, Line, Reply } from '../reply';
import { caseBlocks, type Spoken } from './case-blocks';
import { diagnosisData } from './data';
import type { Diagnosis } from './index';
import { caseButton, logsButton, nextButtons } from './next';

/** The answer to a paste, as sure as its verdict. */
export function diagnosisReply(diagnosis: Diagnosis, spoken: Spoken): Reply {
  const data = diagnosisData(diagnosis);
  const rest = diagnosis.unread > 0 ? [unreadNote(diagnosis.unread, spoken.locale)] : [];
  const known = diagnosis.shown.map(({ id }) => byId(spoken.catalog.cases, id));
  const [first] = known;
  if (!first) return { ...unknownReply(diagnosis, spoken, rest), data };
  if (diagnosis.verdict === 'candidates') return { ...candidatesReply(known, diagnosis, spoken, rest), data };
  const others = [...diagnosis.also, ...diagnosis.ranked].map(({ id }) => id).filter((id) => id !== first.id);
  const blocks = [
    evidenceLine(diagnosis, spoken),
    ...caseBlocks(first, keywordOf(diagnosis), spoken),
    ...alsoBlock(diagnosis, spoken),
    ...rest,
  ];
  return {
    kind: 'reply',
    title: first.title[spoken.locale],
    blocks: [...blocks, nextButtons(first, others, keywordOf(diagnosis), spoken)],
    data,
  };
}

/** One known case, asked for by a button. */
export function caseReply(
  known: KnownCase,
  { others, keyword }: CommandOf<'diagnose'>,
  spoken: Spoken,
): Reply {
  const blocks = [...caseBlocks(known, keyword, spoken), nextButtons(known, others, keyword, spoken)];
  return {
    kind: 'reply',
    title: known.title[spoken.locale],
    blocks,
    data: { verdict: 'candidates', cases: [{ id: known.id, score: null, why: [] }] },
  };
}

/** What to search the logs for: the request first, then a resource. */
function keywordOf({ facts }: Diagnosis): string | undefined {
  return facts.requestIds[0] ?? facts.resources[0]?.id;
}

function evidenceLine({ shown }: Diagnosis, { locale }: Spoken): Block {
  const best = shown[0];
  const sure = (best?.score ?? 0) >= 0.8;
  const level = { en: sure ? 'A close match' : 'A likely match', zh: sure ? '匹配度高' : '可能匹配' }[locale];
  const basis: Line = best?.signature
    ? [locale === 'zh' ? '；依据：' : '; it shows ', { code: best.signature.source }]
    : [];
  return { kind: 'text', lines: [[level, ...basis]] };
}

function alsoBlock({ also }: Diagnosis, { catalog, locale }: Spoken): Block[] {
  if (also.length === 0) return [];
  const names = also.map(({ id }) => byId(catalog.cases, id).title[locale]);
  return [
    { kind: 'text', lines: [[locale === 'zh' ? '文中还有：' : 'Also in the text: ', listed(names, locale)]] },
  ];
}

function candidatesReply(
  known: readonly KnownCase[],
  diagnosis: Diagnosis,
  { locale }: Spoken,
  rest: readonly Block[],
): Reply {
  const lines = known.map((each): Line => [
    '· ',
    { bold: each.title[locale] },
    ` — ${each.causes[0]?.[locale] ?? ''}`,
  ]);
  const buttons = known.map((each) =>
    caseButton(
      each,
      known.filter((other) => other !== each).map(({ id }) => id),
      keywordOf(diagnosis),
      locale,
    ),
  );
  const title = { en: `It may be one of these ${known.length}`, zh: `可能是以下 ${known.length} 种之一` }[
    locale
  ];
  return { kind: 'reply', title, blocks: [{ kind: 'text', lines }, ...rest, { kind: 'buttons', buttons }] };
}

function unknownReply(diagnosis: Diagnosis, spoken: Spoken, rest: readonly Block[]): Reply {
  const { locale, catalog } = spoken;
  const { facts, ranked, stages } = diagnosis;
  const told = [
    ...facts.requestIds,
    ...facts.resources.map(({ kind, id }) => `${kind} ${id}`),
    ...facts.codes,
    ...facts.times.slice(0, 2),
    ...facts.modules,
  ];
  const lines: Line[] = [
    ...(told.length > 0
      ? [[`${locale === 'zh' ? '文中找到：' : 'Found in the text: '}${listed(told.slice(0, 8), locale)}`]]
      : []),
    ...(stages.length > 0
      ? [[`${locale === 'zh' ? '可能的阶段：' : 'Probable stage: '}${stageNames(stages, catalog, locale)}`]]
      : []),
    [
      locale === 'zh'
        ? '下一步：说出阶段或模块，我告诉你看哪个日志。'
        : 'Next: tell me the stage or the module, and I say which log to read.',
    ],
  ];
  const nearest = ranked.slice(0, 2).map(({ id }) => id);
  const buttons = [
    ...logsButton(facts.modules, spoken),
    ...nearest.map((id) =>
      caseButton(
        byId(catalog.cases, id),
        nearest.filter((other) => other !== id),
        keywordOf(diagnosis),
        locale,
      ),
    ),
  ];
  const near: Line[] =
    nearest.length > 0
      ? [
          [
            locale === 'zh'
              ? `最接近但不足以作答的有 ${nearest.length} 个案例。`
              : `Nearest, but not close enough for an answer: ${nearest.length} cases.`,
          ],
        ]
      : [];
  const title = { en: "I don't know this one.", zh: '这个错误我不认识。' }[locale];
  return {
    kind: 'reply',
    title,
    blocks: [
      { kind: 'text', lines: [...lines, ...near] },
      ...rest,
      ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } as const] : []),
    ],
  };
}

function unreadNote(unread: number, locale: Locale): Block {
  const text = {
    en: `The text is long: its beginning and end were read, ${unread} characters between them were not.`,
    zh: `文本较长：读了开头和结尾，中间 ${unread} 个字符没有读。`,
  };
  return { kind: 'note', lines: [[text[locale]]] };
}
