import { clausesOf } from './clauses';
import type { Meaning } from './meaning';
import type { Mention } from './phrases';
import type { Token } from './text';

/*
 * What stands around a name can take it back: "not the agent, the sync proxy", "sync works fine, the boot fails",
 * "zabbix agent". These rules drop such mentions, so that only what is meant is left.
 */

/** The mentions that are meant. */
export function meantOf(mentions: readonly Mention[], tokens: readonly Token[]): Mention[] {
  const own = withoutForeign(mentions).filter((mention) => !isDenied(mention, tokens));
  const clause = clausesOf(mentions, tokens);
  const clauseAt = (mention: Mention) => clause(tokens[mention.start]?.clause ?? 0);
  const isTroubleElsewhere =
    !mentions.some(isOfSeveral) && own.some((mention) => isStage(mention) && clauseAt(mention).isTroubled);
  const isOpen = (mention: Mention) => {
    if (!isStage(mention) && !isOnlyComponent(mention)) return true;
    if (isOnlyComponent(mention) && isAttribute(mention, own, tokens)) return false;
    const { isHealthy, isPending, isTroubled, asks } = clauseAt(mention);
    if (isHealthy || isPending || (isTroubleElsewhere && !isTroubled && !asks)) return false;
    return !isStage(mention) || !(isSettled(mention, tokens) || isCircumstance(mention, own, tokens));
  };
  const open = own.filter(isOpen);
  // Where every stage is settled, one of them is still what the question is about.
  return open.some(isStage) ? open : own;
}

/** "The porter log at agent installation": beside a module's own name a group's word says whose installation it is. */
function isAttribute(
  { start, end }: Mention,
  mentions: readonly Mention[],
  tokens: readonly Token[],
): boolean {
  const named = mentions.filter(({ meanings }) =>
    meanings.some((meaning) => meaning.kind === 'module' && !meaning.isImplied),
  );
  const isBeforeStage = mentions.some((other) => other.start === end && isStage(other));
  const isApart = named.every((other) => tokens[other.start]?.clause !== tokens[start]?.clause);
  return named.length > 0 && (isBeforeStage || isApart);
}

/** "Logs for both problems": each of the stages is meant. */
function isOfSeveral({ meanings }: Mention): boolean {
  return meanings.some((meaning) => meaning.kind === 'intent' && meaning.id === 'several');
}

/** A word for several modules ("agents") is often just a circumstance; a module's own name seldom is. */
function isOnlyComponent({ meanings }: Mention): boolean {
  return meanings.every(({ kind }) => kind === 'component');
}

function isStage({ meanings }: Mention): boolean {
  return meanings.some((meaning) => meaning.kind === 'stage');
}

/** Drops a word that other products use too, right behind the name of one. */
function withoutForeign(mentions: readonly Mention[]): Mention[] {
  const ends = new Set(mentions.filter(isForeign).map((mention) => mention.end));
  return mentions.filter((mention) => !ends.has(mention.start) || !mention.meanings.every(isGeneric));
}

function isForeign({ meanings }: Mention): boolean {
  return meanings.some(({ kind }) => kind === 'foreign' || kind === 'infrastructure');
}

/** A word that other products use too. */
export function isGeneric(meaning: Meaning): boolean {
  if (meaning.kind === 'module')
    return (
      meaning.isImplied ||
      ['proxy', 'ant', 'mistral', 'supervisor', 'owl', 'crab', 'oneway', 'porter'].includes(meaning.id)
    );
  return ['stage', 'mode', 'component', 'role'].includes(meaning.kind);
}

const negators = new Set(['not', 'dont', 'isnt', 'arent', 'wasnt', 'no']);
const between = new Set([
  'mean',
  'about',
  'at',
  'during',
  'for',
  'in',
  'from',
  'on',
  'need',
  'want',
  'of',
  'talking',
]);
const deniedHan = /(?:不是|并非|而非|不要|别看|不用看|不看|还没到|没到|不关)(?:在|指|看|查|说|问|要)?$/;

/** "not the agent", "I don't mean sync proxy", "instead of block", 「不是同步代理」; but "does not boot" is a symptom. */
function isDenied({ start, meanings }: Mention, tokens: readonly Token[]): boolean {
  const [first, second, third] = [tokens[start - 1], tokens[start - 2], tokens[start - 3]].map(
    (token) => token?.text ?? '',
  );
  if (deniedHan.test(hanBefore(tokens, start))) return true;
  if (meanings.some(({ kind }) => kind === 'role') && isIncluded(tokens, start)) return true;
  if (first === 'than' || (first === 'of' && second === 'instead')) return true;
  if (
    between.has(first ?? '') &&
    (negators.has(second ?? '') || (between.has(second ?? '') && negators.has(third ?? '')))
  )
    return true;
  if (!negators.has(first ?? '')) return false;
  const isVerb = meanings.some(({ kind }) => kind === 'stage') && tokens[start]?.hasArticle !== true;
  return !isVerb && first !== 'no';
}

/** "All of them, incl. console side" narrows nothing. */
function isIncluded(tokens: readonly Token[], start: number): boolean {
  return (
    /^(?:incl|include|including|plus)$/.test(tokens[start - 1]?.text ?? '') ||
    /(?:包括|包含|以及|还有)$/.test(hanBefore(tokens, start))
  );
}

const doneWords =
  /^(?:done|fine|ok|okay|finished|completed?|succeeded|successful|successfully|works|worked|passed)$/;
const doneHan =
  /^[^和与及跟并]{0,2}?(?:完(?!全)|没有问题|没问题|正常|(?<![不没未])成功|结束|好了|之后|以后|后(?![面续台来]))/u;
const earlier = new Set(['after', 'before', 'finishing', 'once']);

/** A stage that is over: "sync is done", "after the drill", 「演练完之后」. */
function isSettled({ start, end }: Mention, tokens: readonly Token[]): boolean {
  const next = tokens.slice(end, end + 3);
  if (earlier.has(tokens[start - 1]?.text ?? '') || isParticiple(tokens, start, end)) return true;
  const isDone =
    next.some((token) => doneWords.test(token.text)) && !next.some((token) => negators.has(token.text));
  return isDone || doneHan.test(hanAfter(tokens, end));
}

const messengers = /^(?:that|told|tells?|said|says?|saying|reports?|reported|shows?)$/;

/** How it came to be known, or where it all runs: "an alert told us", 「告警邮件说」, "we replicate to object storage". */
function isCircumstance(
  { start, end, meanings }: Mention,
  mentions: readonly Mention[],
  tokens: readonly Token[],
): boolean {
  const family = meanings.find((meaning) => meaning.kind === 'stage')?.id;
  if (family === 'sync') {
    const isTo = ['to', '到', '往'].includes(tokens[end]?.text ?? '');
    return (
      isTo &&
      mentions.some((other) => other.start === end + 1 && other.meanings.some(({ kind }) => kind === 'mode'))
    );
  }
  if (family !== 'monitor') return false;
  const isTold = tokens.slice(end, end + 4).some((token) => messengers.test(token.text));
  const isReceived =
    ['got', 'received', 'receive', 'get'].includes(tokens[start - 1]?.text ?? '') ||
    hanBefore(tokens, start).endsWith('收到');
  return isTold || isReceived || /^[邮件短信]{0,4}(?:说|提示|显示|写着|报)/.test(hanAfter(tokens, end));
}

const hostWords = /^(?:hosts?|vms?|machines?|servers?|instances?|box(?:es)?)$/;

/** "The booted test hosts": what the hosts are, not what is done now. */
function isParticiple(tokens: readonly Token[], start: number, end: number): boolean {
  const isPast = end - start === 1 && /[a-z]ed$/.test(tokens[start]?.text ?? '');
  return isPast && tokens.slice(end, end + 2).some((token) => hostWords.test(token.text));
}

function hanBefore(tokens: readonly Token[], start: number): string {
  return runOf(tokens.slice(Math.max(0, start - 6), start).reverse())
    .reverse()
    .join('');
}

function hanAfter(tokens: readonly Token[], end: number): string {
  return runOf(tokens.slice(end, end + 6)).join('');
}

/** The Han characters that a list of tokens begins with. */
function runOf(tokens: readonly Token[]): string[] {
  const end = tokens.findIndex((token) => !token.isHan);
  return tokens.slice(0, end === -1 ? tokens.length : end).map((token) => token.text);
}
