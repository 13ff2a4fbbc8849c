import type { Document } from '../../document';
import type { Rule } from '../rule';
import type { KnownCase } from '../schema';

export const signaturesAreTheirOwn: Rule = {
  name: 'signatures-are-their-own',
  description:
    "no message of a case stands in another case's sample, unless the case declares itself generic to it",
  *check({ cases }) {
    const samples = samplesByWord(cases);
    for (const document of cases)
      for (const [at, signature] of document.value.signatures.entries()) {
        if (!('text' in signature)) continue;
        for (const owner of ownersOf(signature.text, samples))
          if (owner !== document.value.id && !document.value.genericTo?.includes(owner))
            yield {
              document,
              path: ['signatures', at],
              message: `this message also stands in a sample of ${owner}`,
              tip: `make it more specific, or add ${owner} to genericTo: then ${owner} wins where both show`,
            };
      }
  },
};

interface Sample {
  readonly owner: string;
  readonly text: string;
}

/** The samples that a word stands in: a message is only looked for where its rarest word is. */
function samplesByWord(cases: readonly Document<KnownCase>[]): Map<string, Sample[]> {
  const byWord = new Map<string, Sample[]>();
  for (const { value } of cases)
    for (const written of value.samples.match) {
      const sample = { owner: value.id, text: folded(written) };
      for (const word of new Set(wordsOf(sample.text))) {
        const list = byWord.get(word) ?? [];
        list.push(sample);
        byWord.set(word, list);
      }
    }
  return byWord;
}

/** Whose samples hold a message, word by word, something where `<*>` stands. */
function ownersOf(message: string, samples: ReadonlyMap<string, readonly Sample[]>): string[] {
  const rarest = wordsOf(folded(message.replaceAll('<*>', ' ')))
    .map((word) => samples.get(word) ?? [])
    .reduce<readonly Sample[] | undefined>(
      (least, list) => (least === undefined || list.length < least.length ? list : least),
      undefined,
    );
  const pattern = patternOf(message);
  return [...new Set((rarest ?? []).filter(({ text }) => pattern.test(text)).map(({ owner }) => owner))];
}

/** Longest text that a `<*>` stands for, in characters. */
const longestGap = 120;

function patternOf(message: string): RegExp {
  const parts = message.split('<*>').map((part) =>
    folded(part)
      .trim()
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  const told = parts.filter((part) => part !== '');
  return new RegExp(`(?<![\\p{L}\\d])${told.join(`.{0,${longestGap}}?`)}(?![\\p{L}\\d])`, 'u');
}

function folded(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ');
}

function wordsOf(text: string): string[] {
  return text.match(/\p{Script=Han}|[\p{L}\d]+/gu) ?? [];
}
