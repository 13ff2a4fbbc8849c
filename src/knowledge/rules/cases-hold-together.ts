import type { Document } from '../../document';
import type { Finding, Rule } from '../rule';
import type { KnownCase } from '../schema';

/** Samples that a stable case owes: one that shows it, and one that only looks like it. */
const leastSamples = { match: 1, nearMiss: 1 } as const;

export const casesHoldTogether: Rule = {
  name: 'cases-hold-together',
  description:
    'a case names logs and cases that exist, a stable one has samples, and its patterns are of linear time',
  *check({ cases, logs }) {
    const ids = new Set(cases.map((document) => document.value.id));
    const logIds = new Set(logs.flatMap((document) => document.value.logs.map((log) => log.id)));
    for (const document of cases) {
      const { related = [], genericTo = [] } = document.value;
      yield* unknown(document, 'logs', document.value.logs, logIds);
      yield* unknown(document, 'related', related, ids);
      yield* unknown(document, 'genericTo', genericTo, ids);
      yield* mutual(document, cases);
      yield* owed(document);
      yield* slowPatterns(document);
    }
  },
};

function* unknown(
  document: Document<KnownCase>,
  key: string,
  names: readonly string[],
  known: ReadonlySet<string>,
): Iterable<Finding> {
  for (const [index, name] of names.entries())
    if (!known.has(name))
      yield { document, path: [key, index], message: `expected a known name, found "${name}"` };
}

/** Of two cases only one can wrap the other. */
function* mutual(document: Document<KnownCase>, cases: readonly Document<KnownCase>[]): Iterable<Finding> {
  const { id, genericTo = [] } = document.value;
  for (const [index, other] of genericTo.entries())
    if (cases.some(({ value }) => value.id === other && value.genericTo?.includes(id)))
      yield {
        document,
        path: ['genericTo', index],
        message: `expected one of ${id} and ${other} to be generic to the other, found both`,
      };
}

function* owed(document: Document<KnownCase>): Iterable<Finding> {
  if (document.value.status !== 'stable') return;
  for (const key of ['match', 'nearMiss'] as const)
    if (document.value.samples[key].length < leastSamples[key])
      yield {
        document,
        path: ['samples', key],
        message: `expected a sample (${key}) of a stable case, found none`,
      };
}

/** A repeated group that repeats inside can take exponential time. */
function* slowPatterns(document: Document<KnownCase>): Iterable<Finding> {
  for (const [index, signature] of document.value.signatures.entries())
    if ('regex' in signature && /[+*}]\)[+*{]|\\\d/.test(signature.regex))
      yield {
        document,
        path: ['signatures', index, 'regex'],
        message: 'expected a pattern without nested repetition or back-references',
      };
}
