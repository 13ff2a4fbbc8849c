import { join } from 'node:path';
import { createDraw } from '../../adapters/picture';
import { encode } from '../../src/command';
import { svgOf } from '../../src/picture/svg';
import { treeOf, type Box } from '../../src/picture/tree';
import { wrapped } from '../../src/picture/wrap';
import { parse } from '../../src/parse';
import { message, press, replyOf, testBot, today } from '../support/bot';
import { builtInKnowledge, projectFolder } from '../support/knowledge';

const knowledge = builtInKnowledge();
const { playbooks } = knowledge.catalog;
const draw = createDraw(join(projectFolder, 'deploy', 'picture'));
const both = playbooks.flatMap((playbook) => (['en', 'zh'] as const).map((locale) => ({ playbook, locale })));
const bare = (text: string) => text.replaceAll(/\s/g, '');

describe.each(both)('the picture of $playbook.id in $locale', ({ playbook, locale }) => {
  const tree = treeOf(playbook, locale);

  test('has every step and every way on, in whole', () => {
    const shown = [...tree.steps, ...tree.arrows.map(({ label }) => label)].map(({ lines }) =>
      bare(lines.join('')),
    );
    for (const { text, options = [] } of playbook.steps)
      for (const said of [text[locale], ...options.map(({ label }) => label[locale])])
        expect(shown.some((each) => each.includes(bare(said)))).toBe(true);
    expect(tree.arrows).toHaveLength(playbook.steps.flatMap(({ options = [] }) => options).length);
  });

  test('lets no step cover another, and none stand outside', () => {
    const sides = ({ x, y, width, height }: Box) =>
      [x - width / 2, y - height / 2, x + width / 2, y + height / 2] as const;
    for (const [at, step] of tree.steps.entries()) {
      const [left, top, right, bottom] = sides(step);
      expect([left >= 0, top >= 0, right <= tree.width, bottom <= tree.height]).not.toContain(false);
      for (const other of tree.steps.slice(at + 1)) {
        const [from, above, to, below] = sides(other);
        expect(right <= from || to <= left || bottom <= above || below <= top).toBe(true);
      }
    }
  });
});

test('the font has every character of the playbooks', async () => {
  const picture = (sign: string) =>
    draw(`<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text y="15">${sign}</text></svg>`);
  const lacking = Buffer.from(await picture('\u{e000}'));
  expect(lacking.equals(await picture('卷'))).toBe(false);
  const signs = new Set(
    both.flatMap(({ playbook, locale }) => [...svgOf(playbook, locale)]).filter((sign) => sign > '~'),
  );
  const missing: string[] = [];
  for (const sign of signs) if (lacking.equals(await picture(sign))) missing.push(sign);
  expect(missing).toEqual([]);
});

test('nothing in a playbook becomes a part of the picture but its letters', async () => {
  const [first] = playbooks;
  if (!first) throw new Error('there is no playbook');
  const hostile = '</text><script>alert("x")</script>&';
  const svg = svgOf({ ...first, title: { en: hostile, zh: hostile } }, 'en');
  expect(svg).not.toContain('<script');
  await expect(draw(svg)).resolves.toHaveProperty('length');
});

test('a line is broken between words, and never loses any', () => {
  const text = '先看 unicloud-engine.log，再看 mistral-server.log；都没有时升级工单。';
  const lines = wrapped(text, 20);
  expect(bare(lines.join(''))).toBe(bare(text));
  expect(lines.length).toBeGreaterThan(2);
});

describe('asked for', () => {
  const bot = testBot({ draw });

  test.each([
    ['画出目标端问题的流程图', 'target-side'],
    ['draw the installation playbook as a diagram', 'installation'],
    ['show me the decision tree for product side problems', 'product-side'],
  ])('%s', (text, playbook) => {
    expect(parse(text, knowledge, today)).toEqual({ name: 'picture', playbook });
  });

  test('it comes as PNG and SVG, with a button that leads along it', async () => {
    const reply = await replyOf(bot, message('画出目标端问题的流程图'));
    const files = reply.blocks.flatMap((block) => (block.kind === 'file' ? [block] : []));
    expect(files.map(({ name }) => name)).toEqual(['target-side.png', 'target-side.svg']);
    expect([...(files[0]?.content ?? [])].slice(0, 4)).toEqual([0x89, 0x50, 0x4e, 0x47]);
    expect(files[1]?.content).toMatch(/^<svg [\s\S]+<\/svg>\n$/);
    expect(JSON.stringify(reply.blocks)).toContain('按步骤排查');
  });

  test('of a playbook that is not there, the others are named', async () => {
    const reply = await replyOf(bot, press(encode({ name: 'picture', playbook: 'nope' }, 'en')));
    expect(reply).toMatchObject({ tone: 'failure' });
    expect(JSON.stringify(reply.blocks)).toContain('target-side');
  });
});
