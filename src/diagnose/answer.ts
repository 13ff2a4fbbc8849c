import type { CommandOf } from '../command';
import { byId } from '../knowledge/catalog';
import type { KnownCase } from '../knowledge/schema';
import { listed } from '../locate/names';
import type { Block, Line, Reply } from '../reply';
import { caseBlocks, type Spoken } from './case-blocks';
import { diagnosisData } from './data';
import type { Diagnosis } from './conclude';
import { keywordOf } from './facts';
import { logBlocks } from './log-blocks';
import { caseButton, nextButtons } from './next';
import { unknownReply } from './unknown';

/** The answer to a paste, as sure as its verdict. */
export function diagnosisReply(diagnosis: Diagnosis, spoken: Spoken): Reply {
  const data = diagnosisData(diagnosis);
  const rest = logBlocks(diagnosis, spoken);
  const known = diagnosis.shown.map(({ id }) => byId(spoken.catalog.cases, id));
  const [first] = known;
  if (!first) return { ...unknownReply(diagnosis, spoken, rest), data };
  if (diagnosis.verdict === 'candidates') return { ...candidatesReply(known, diagnosis, spoken, rest), data };
  const others = [...diagnosis.also, ...diagnosis.ranked]
    .filter(({ id, score }) => id !== first.id && score >= tellingScore)
    .map(({ id }) => id);
  const blocks = [
    evidenceLine(diagnosis, spoken),
    ...caseBlocks(first, keywordFor(diagnosis), spoken),
    ...alsoBlock(diagnosis, spoken),
    ...comparison(diagnosis, spoken),
    ...rest,
  ];
  return {
    kind: 'reply',
    title: first.title[spoken.locale],
    blocks: [...blocks, nextButtons(first, others, keywordFor(diagnosis), spoken, diagnosis.facts)],
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

/** What to search the logs for: an id of the paste, else the message itself where a known one stands there. */
function keywordFor({ facts, shown }: Diagnosis): string | undefined {
  const { signature } = shown[0] ?? {};
  if (signature?.kind !== 'message') return keywordOf(facts);
  const [longest] = signature.source.split('<*>').sort((a, b) => b.length - a.length);
  return keywordOf(facts) ?? longest?.trim().slice(0, 100);
}

/** From this confidence on a match is called close. */
const closeConfidence = 0.9;

function evidenceLine({ shown, ranked, confidence }: Diagnosis, { locale }: Spoken): Block {
  const [best] = shown;
  const isClose = confidence >= closeConfidence;
  const level = { en: isClose ? 'A close match' : 'A likely match', zh: isClose ? '匹配度高' : '可能匹配' };
  const shared = ranked.find(({ id }) => id === best?.id)?.shared ?? [];
  const basis = best?.signature?.source ?? shared.slice(0, mostWordsTold).join(' ');
  return {
    kind: 'text',
    lines: [[level[locale], locale === 'zh' ? '；依据：' : '; it shows ', { code: basis }]],
  };
}

/** Words that a match without a signature is explained by, at most. */
const mostWordsTold = 5;

/** A runner-up below this score says nothing. */
const tellingScore = 0.3;

/** What came next, and what was not counted. */
function comparison({ shown, also, ranked, facts }: Diagnosis, { catalog, locale }: Spoken): Block[] {
  const told = new Set([...shown, ...also].map(({ id }) => id));
  const next = ranked.find(({ id, score }) => !told.has(id) && score >= tellingScore);
  const ignored = facts.times.length + facts.requestIds.length + facts.resources.length + facts.hosts.length;
  const notes = [
    ...(next
      ? [`${{ en: 'Next nearest: ', zh: '次接近：' }[locale]}${byId(catalog.cases, next.id).title[locale]}`]
      : []),
    ...(ignored > 0
      ? [
          {
            en: `Not counted: ${ignored} ${ignored === 1 ? 'time, id or address' : 'times, ids or addresses'}`,
            zh: `${ignored} 个时间、编号和地址不参与匹配`,
          }[locale],
        ]
      : []),
  ];
  return notes.length > 0 ? [{ kind: 'note', lines: [[notes.join(' · ')]] }] : [];
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
    ` (${each.id}) — ${each.causes[0]?.[locale] ?? ''}`,
  ]);
  const buttons = known.map((each) =>
    caseButton(
      each,
      known.filter((other) => other !== each).map(({ id }) => id),
      keywordFor(diagnosis),
      locale,
    ),
  );
  const title = { en: `It may be one of these ${known.length}`, zh: `可能是以下 ${known.length} 种之一` }[
    locale
  ];
  return { kind: 'reply', title, blocks: [{ kind: 'text', lines }, ...rest, { kind: 'buttons', buttons }] };
}
