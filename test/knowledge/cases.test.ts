import { diagnose } from '../../src/diagnose';
import { rank } from '../../src/diagnose/rank';
import { clean } from '../../src/diagnose/clean';
import { parse } from '../../src/parse';
import { today } from '../support/bot';
import { builtInKnowledge } from '../support/knowledge';
import { readTable } from '../support/table';

const knowledge = builtInKnowledge();
const { catalog, caseIndex } = knowledge;
const shownIn = (text: string) => {
  const { shown, also } = diagnose(text, caseIndex(), catalog);
  return [...shown, ...also].map(({ id }) => id);
};
const samples = (key: 'match' | 'nearMiss') =>
  catalog.cases.flatMap(({ id, samples: own }) =>
    own[key].map((text, at) => [`${id} ${at + 1}`, id, text] as const),
  );

describe('every sample of a known case', () => {
  test.each(samples('match'))('%s shows its case', (_, id, text) => {
    expect(shownIn(text)).toContain(id);
  });

  test.each(samples('nearMiss'))(
    '%s, which only looks like it, does not show it as the answer',
    (_, id, text) => {
      expect(diagnose(text, caseIndex(), catalog).shown[0]?.id).not.toBe(id);
    },
  );
});

test.each(readTable('healthy-lines.txt').map((row) => row.join('\t')))(
  'a healthy line shows no case: %s',
  (line) => {
    expect(shownIn(line)).toEqual([]);
  },
);

/** Each case that wraps others, with the samples of those. */
const wrapped = catalog.cases.flatMap(({ id, genericTo = [] }) =>
  genericTo.flatMap((specific) =>
    (catalog.cases.find((known) => known.id === specific)?.samples.match ?? []).map(
      (text, at) => [`${id}, in sample ${at + 1} of ${specific}`, id, specific, text] as const,
    ),
  ),
);

test.each(wrapped)('the specific case ranks before what wraps it: %s', (_, generic, specific, text) => {
  const ids = rank(clean(text), caseIndex()).ranked.map(({ id }) => id);
  const place = (id: string) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
  expect(place(specific)).toBeLessThan(place(generic));
});

test('every case of the catalogue is there, in both languages, with a sample and a near-miss', () => {
  expect(catalog.cases.length).toBeGreaterThanOrEqual(141);
  for (const { samples: own } of catalog.cases) {
    expect(own.match.length).toBeGreaterThan(0);
    expect(own.nearMiss.length).toBeGreaterThan(0);
  }
});

test('the deepest cause ranks before what wraps it', () => {
  const text =
    "HTTPConnectionPool(host='keystone.local', port=5000): Max retries exceeded with url: /v3 (Caused by NewConnectionError: [Errno -2] Name or service not known)";
  expect(rank(clean(text), caseIndex()).ranked[0]?.id).toBe('net-dns-failure');
});

/** Most samples that may be heard as a question: they name places and say nothing of an error. */
const mostMisheard = 0.01;

test('a sample pasted into the chat is taken for an error', () => {
  const pasted = catalog.cases.flatMap((known) => known.samples.match);
  const misheard = pasted.filter((text) => parse(text, knowledge, today).name !== 'diagnose');
  expect(misheard.length / pasted.length).toBeLessThan(mostMisheard);
});
