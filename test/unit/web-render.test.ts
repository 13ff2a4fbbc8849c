import * as fc from 'fast-check';
import { createOutlet, edited } from '../../adapters/web/outlet';
import { render } from '../../adapters/web/render';
import { createShelf } from '../../adapters/web/shelf';
import { createThreads } from '../../adapters/web/threads';
import type { Reply } from '../../src/reply';
import { anyReply } from '../support/replies';

const reply = (...blocks: Reply['blocks']): Reply => ({ kind: 'reply', title: 'title', blocks });
const drawn = (given: Reply) => render(given, (name) => `files/${name}`);

/** Everything that a page would show of it. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

test('whatever a reply holds, it renders, and no character of it steers what shows it', () => {
  fc.assert(
    fc.property(anyReply, (given) => {
      // What a button carries is not shown, and comes back as it is.
      const { blocks, ...rest } = render(given, () => 'files/id');
      const shown = blocks.map((block) =>
        block.kind === 'buttons' ? block.buttons.map(({ label }) => label) : block,
      );
      const text = strings([rest, shown]).join('');
      expect(text).not.toMatch(
        /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/,
      );
      expect(text).not.toMatch(/\p{Surrogate}/u);
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['https://example.com/a?b=c', { link: 'here', url: 'https://example.com/a?b=c' }],
  ['javascript:alert(1)', 'here <javascript:alert(1)>'],
  ['data:text/html,x', 'here <data:text/html,x>'],
  ['//example.com', 'here <//example.com>'],
  ['https://example.com/\u202Egnp', 'here <https://example.com/\uFFFDgnp>'],
  ['https://', 'here <https://>'],
])('of addresses only http and https lead anywhere: %s', (url, expected) => {
  expect(drawn(reply({ kind: 'text', lines: [[{ link: 'here', url }]] })).blocks).toEqual([
    { kind: 'text', lines: [[expected]] },
  ]);
});

test('a long excerpt is shown around its first hit, with what is left out at each end, and can be downloaded whole', () => {
  const lines = Array.from({ length: 2_000 }, (_, at) => `line ${at}`);
  const [excerpt] = drawn(reply({ kind: 'excerpt', lines, firstLine: 11, hits: [1_000, 1_999] })).blocks;
  expect(excerpt).toMatchObject({
    kind: 'excerpt',
    firstLine: 878,
    hits: [133],
    above: 867,
    below: 733,
    href: 'files/excerpt.txt',
  });
});

test('only what is a PNG by its bytes is shown as a picture', () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);
  const [one, two] = drawn(
    reply(
      { kind: 'file', name: 'a.png', content: png },
      { kind: 'file', name: 'b.png', content: Uint8Array.from([60, 104, 116]) },
    ),
  ).blocks;
  expect([one, two]).toEqual([
    { kind: 'file', name: 'a.png', bytes: 9, href: 'files/a.png', isPicture: true },
    { kind: 'file', name: 'b.png', bytes: 3, href: 'files/b.png' },
  ]);
});

test('a list of help is of questions; its language is told', () => {
  const zh: Reply = { kind: 'reply', title: '我能回答什么', blocks: [], command: 'help' };
  expect(drawn(zh)).toMatchObject({ isAskable: true, lang: 'zh' });
  expect(drawn(reply())).not.toHaveProperty('isAskable');
});

test('files go, the oldest first, where there are too many bytes; a newer version keeps its place', () => {
  const shelf = createShelf(10);
  const file = (size: number) => ({ name: 'a', bytes: new Uint8Array(size), isText: false });
  const first = shelf.put(file(6));
  const second = shelf.put(file(3), 'place');
  expect(shelf.put(file(4), 'place')).toBe(second);
  expect(shelf.read(first)).toBeDefined();
  shelf.put(file(1));
  expect([shelf.read(first), shelf.read(second)?.bytes.length]).toEqual([undefined, 4]);
});

test('a message that is drawn anew from what was kept still has its files', async () => {
  const threads = createThreads(
    () => {},
    () => new Date(),
  );
  const place = { threads, shelf: createShelf() };
  const thread = threads.begin();
  const ref = await createOutlet(thread, place).post(
    reply({ kind: 'file', name: 'evidence.zip', content: Uint8Array.from([1, 2]) }),
  );
  expect(edited(ref.id, reply({ kind: 'note', lines: [['evidence.zip']] }), place)).toBe('edited');
  expect(threads.item(thread, ref.id)).toMatchObject({
    body: { blocks: [{ kind: 'file', name: 'evidence.zip', bytes: 2 }] },
  });
  expect(edited('another', reply(), place)).toBe('gone');
});
