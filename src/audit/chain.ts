import { createHmac, timingSafeEqual } from 'node:crypto';

/** What somebody did: who, where, what, with which bounds, and how it ended. Never the text of a log. */
export interface Deed {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly who: { readonly adapter: string; readonly id: string; readonly name: string };
  /** The thread, as the store names it. */
  readonly where: string;
  /** The command, by its name. */
  readonly what: string;
  /** What it was about: nodes, logs, the text looked for (redacted), a draft's number. */
  readonly about: Readonly<Record<string, unknown>>;
  readonly outcome: string;
  readonly bytes: number;
  readonly ms: number;
}

/** A deed in the chain: each carries a code over itself and the one before, which only the key's holder can make. */
export interface Link {
  /** From 1, without gaps. */
  readonly number: number;
  readonly deed: Deed;
  /** HMAC-SHA256, hexadecimal. */
  readonly mac: string;
}

/** The last link of a chain, or of what was pruned from it: enough to go on. */
export type Head = Pick<Link, 'number' | 'mac'>;
export const noLink: Head = { number: 0, mac: '' };

/** The last link of those that were pruned, signed: nobody else can move the beginning. */
export interface Checkpoint extends Head {
  readonly signature: string;
}

export function signatureOf({ number, mac }: Head, key: Uint8Array): string {
  return createHmac('sha256', key)
    .update(JSON.stringify(['checkpoint', number, mac]))
    .digest('hex');
}

export function linked(deed: Deed, { number, mac }: Head, key: Uint8Array): Link {
  const next = number + 1;
  return { number: next, deed, mac: macOf(next, deed, mac, key) };
}

function macOf(number: number, deed: Deed, before: string, key: Uint8Array): string {
  // Fields in one order, whatever order a database gives them back in.
  const { at, who, where, what, about, outcome, bytes, ms } = deed;
  const told = [
    number,
    before,
    at,
    who.adapter,
    who.id,
    who.name,
    where,
    what,
    sorted(about),
    outcome,
    bytes,
    ms,
  ];
  return createHmac('sha256', key).update(JSON.stringify(told)).digest('hex');
}

function sorted(about: Readonly<Record<string, unknown>>): unknown {
  return Object.entries(about).sort(([a], [b]) => a.localeCompare(b));
}

/**
 * What is wrong with a chain that follows `from`, link by link: changed, removed or reordered ones, and a cut tail where
 * `head` says what the last one was. Nothing where all is right.
 */
export function chainProblems(links: readonly Link[], from: Head, key: Uint8Array, head?: Head): string[] {
  let last = from;
  for (const { number, deed, mac } of links) {
    if (number !== last.number + 1)
      return [`entry ${last.number + 1}: expected next, found ${number}: removed, or out of order`];
    if (!isSame(mac, macOf(number, deed, last.mac, key)))
      return [`entry ${number}: changed, or made with another key`];
    last = { number, mac };
  }
  if (!head) return [];
  if (last.number < head.number)
    return [`expected ${head.number} entries, found ${last.number}: the tail was cut`];
  const there = head.number === last.number ? last : links.find(({ number }) => number === head.number);
  return there && !isSame(there.mac, head.mac) ? [`entry ${head.number}: not the one that was noted`] : [];
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
