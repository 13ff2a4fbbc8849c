import type { Path } from '../../document';
import type { Finding, Rule } from '../rule';

const han = /\p{Script=Han}/u;

export const bothLanguages: Rule = {
  name: 'both-languages',
  description: 'a text is written in both languages: no Chinese in `en`, and a sentence in `zh` is Chinese',
  *check({ stages, modules, platforms, logs, playbooks, cases, topics }) {
    for (const document of [stages, modules, platforms, ...logs, ...playbooks, ...cases, ...topics])
      for (const { path, text } of textsIn(document.value, [])) yield* faults(document, path, text);
    for (const [index, { aliases }] of stages.value.stages.entries())
      if (!aliases.some((alias) => han.test(alias)) || aliases.every((alias) => han.test(alias)))
        yield {
          document: stages,
          path: ['stages', index, 'aliases'],
          message: 'expected aliases in both languages',
        };
  },
};

interface Written {
  readonly en: string;
  readonly zh: string;
}

/** Every map with the keys `en` and `zh` below a value. */
function* textsIn(value: unknown, path: Path): Iterable<{ path: Path; text: Written }> {
  if (typeof value !== 'object' || value === null) return;
  if ('en' in value && 'zh' in value && typeof value.en === 'string') yield { path, text: value as Written };
  for (const [key, child] of Object.entries(value))
    yield* textsIn(child, [...path, Array.isArray(value) ? Number(key) : key]);
}

function* faults(document: Finding['document'], path: Path, { en, zh }: Written): Iterable<Finding> {
  if (han.test(en))
    yield { document, path: [...path, 'en'], message: 'expected English, found Chinese characters' };
  // A name may be the same in both ("VMware"); a sentence may not.
  if (!han.test(zh) && zh.split(' ').length > 4)
    yield { document, path: [...path, 'zh'], message: 'expected Chinese, found none' };
}
