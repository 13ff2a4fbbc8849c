import { byId } from '../knowledge/catalog';
import { listed, stageNames } from '../locate/names';
import type { Block, Line, Reply } from '../reply';
import type { Spoken } from './case-blocks';
import type { Diagnosis } from './conclude';
import { keywordOf } from './facts';
import { caseButton, logsButton } from './next';

/** From this score on a case came near enough to be worth a look. */
const nearScore = 0.15;

/** The honest answer where nothing known fits: what was found in the text, where to look, what came nearest. */
export function unknownReply(diagnosis: Diagnosis, spoken: Spoken, rest: readonly Block[]): Reply {
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
  const nearest = ranked
    .filter(({ score }) => score >= nearScore)
    .slice(0, 2)
    .map(({ id }) => id);
  const buttons = [
    ...logsButton(facts.modules, spoken, facts),
    ...nearest.map((id) =>
      caseButton(
        byId(catalog.cases, id),
        nearest.filter((other) => other !== id),
        keywordOf(facts),
        locale,
      ),
    ),
  ];
  const near: Line[] =
    nearest.length > 0
      ? [
          [
            locale === 'zh' ? '最接近，但不足以作答：' : 'Nearest, but not close enough for an answer: ',
            listed(nearest, locale),
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
