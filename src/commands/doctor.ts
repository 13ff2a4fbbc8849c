import type { Examination } from '../doctor';
import { worst } from '../doctor';
import { BotError } from '../errors';
import type { Locale, Text } from '../language';
import type { Check } from '../ports';
import type { Block, Reply, Step } from '../reply';
import type { Run } from './run';

const title: Text = { en: 'Checkup', zh: '系统自检' };
const marks = { ok: '✓', warn: '!', fail: '✗' } as const;

/** A checkup of the service, for administrators: what was found, and what to do. */
export const doctor: Run<'doctor'> = async (_, { checkup, locale, signal, show, now }): Promise<Reply> => {
  if (!checkup) throw nothingToCheck;
  const parts = checkup(signal);
  const since = now().toISOString();
  const done = new Map<Examination, readonly Check[]>();
  const progress = () => show(progressOf(parts, done, since, locale));
  progress();
  await Promise.all(
    parts.map(async (part) => {
      done.set(part, await part.run());
      progress();
    }),
  );
  const checks = parts.flatMap((part) => done.get(part) ?? []);
  return {
    kind: 'reply',
    // Paths, accounts and addresses are nobody else's business.
    isForAsker: true,
    title: `${marks[worst(checks)]} ${title[locale]}`,
    blocks: blocksOf(checks, locale),
    data: { state: worst(checks), checks },
  };
};

const nothingToCheck = new BotError(
  'not-allowed',
  { en: 'There is no service to check here.', zh: '此处没有可检查的服务。' },
  { en: 'Run sherlog doctor on the machine.', zh: '请在机器上运行 sherlog doctor。' },
);

function progressOf(
  parts: readonly Examination[],
  done: ReadonlyMap<Examination, readonly Check[]>,
  since: string,
  locale: Locale,
): Reply {
  const steps = parts.map((part): Step => {
    const checks = done.get(part);
    return { label: part.name, state: !checks ? 'running' : worst(checks) === 'fail' ? 'failed' : 'done' };
  });
  return { kind: 'reply', isForAsker: true, title: title[locale], blocks: [{ kind: 'steps', steps, since }] };
}

/** What is wrong first, each with what to do; what is right in one table. */
function blocksOf(checks: readonly Check[], locale: Locale): Block[] {
  const wrong = [
    ...checks.filter(({ state }) => state === 'fail'),
    ...checks.filter(({ state }) => state === 'warn'),
  ];
  const fine = checks.filter(({ state }) => state === 'ok');
  return [
    ...wrong.map(({ area, state, found, advice }): Block => ({
      kind: 'text',
      lines: [
        [`${marks[state]} `, { bold: area }, `: ${found[locale]}`],
        ...(advice && advice[locale] !== '' ? [[`→ ${advice[locale]}`]] : []),
      ],
    })),
    {
      kind: 'note',
      lines: fine.map(({ area, found }) => [`${marks.ok} ${area}: ${found[locale]}`]),
    },
  ];
}
