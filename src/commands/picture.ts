import { encode } from '../command';
import { svgOf } from '../picture/svg';
import { unknown } from './playbook';
import type { Run } from './run';

/** The whole tree of a playbook as a picture: SVG to keep and to edit, PNG to look at. */
export const picture: Run<'picture'> = async ({ playbook }, { catalog, locale, draw }) => {
  const found = catalog.playbooks.find(({ id }) => id === playbook);
  if (!found)
    throw unknown(
      playbook,
      catalog.playbooks.map(({ id }) => id),
    );
  const svg = svgOf(found, locale);
  const walk = { en: 'Walk through it', zh: '按步骤排查' }[locale];
  const text = {
    en: 'The whole tree, from the first question to the outcome.',
    zh: '从第一个问题到结果的完整流程。',
  };
  return {
    kind: 'reply',
    title: found.title[locale],
    blocks: [
      { kind: 'text', lines: [[text[locale]]] },
      { kind: 'file', name: `${found.id}.png`, content: await draw(svg) },
      { kind: 'file', name: `${found.id}.svg`, content: svg },
      {
        kind: 'buttons',
        buttons: [{ label: walk, payload: encode({ name: 'playbook', playbook }, locale), opens: 'reply' }],
      },
    ],
    data: { playbook: found.id, picture: [`${found.id}.png`, `${found.id}.svg`] },
  };
};
