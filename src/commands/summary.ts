import type { Investigation } from '../investigation';
import type { Line, Reply } from '../reply';
import { withEscalation } from '../ticket/button';
import { casesConsidered, pathOf } from '../ticket/evidence';
import type { Context, Run } from './run';

/** What was told, tried and found in the thread, in the order of time: what a ticket is drafted from. */
export const summary: Run<'summary'> = async (_, context): Promise<Reply> => {
  const { locale, catalog, investigation } = context;
  const found = await investigation();
  const steps = stepsOf(found, context);
  const considered = casesConsidered(found, catalog, locale);
  const path = pathOf(found, locale);
  const reply: Reply = {
    kind: 'reply',
    title:
      steps.length === 0
        ? { en: 'Nothing was looked into here yet.', zh: '这里还没有排查记录。' }[locale]
        : { en: 'What was done here', zh: '排查记录' }[locale],
    blocks: [
      ...(steps.length > 0 ? [{ kind: 'text' as const, lines: steps }] : []),
      ...(considered.length > 0
        ? [
            {
              kind: 'text' as const,
              lines: [
                [{ bold: { en: 'Known cases considered', zh: '已考虑的案例' }[locale] }],
                ...considered.map((each) => [`  ${each}`]),
              ],
            },
          ]
        : []),
      ...(path.length > 0 ? [{ kind: 'note' as const, lines: path.map((each) => [each]) }] : []),
    ],
    data: { ...found },
  };
  return withEscalation(reply, locale);
};

function stepsOf({ pasted, searched, traced }: Investigation, { locale }: Context): Line[] {
  const told = [
    ...pasted.map(({ at, asker, text, data }) => ({
      at,
      asker,
      what: `${{ en: 'pasted', zh: '粘贴了' }[locale]} "${firstLine(text)}" → ${data.verdict}`,
    })),
    ...searched.map(({ at, asker, text, data }) => ({
      at,
      asker,
      what: `grep "${text}" → ${data.targets.map(({ node, log, path, hits }) => `${node}/${log ?? path}: ${hits}`).join(', ')}`,
    })),
    ...traced.map(({ at, asker, id, data }) => ({
      at,
      asker,
      what: `trace ${id} → ${data.services.join(' → ') || '-'}`,
    })),
  ].sort((a, b) => a.at.localeCompare(b.at));
  return told.map(({ at, asker, what }) => [`${at.slice(11, 16)} UTC  ${asker.name}  ${what}`]);
}

function firstLine(text: string): string {
  return (text.split('\n').find((line) => line.trim() !== '') ?? '').trim().slice(0, 100);
}
