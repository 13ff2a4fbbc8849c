import * as fc from 'fast-check';
import {
  commandSchema,
  decode,
  encode,
  locateQuery,
  maxPayloadBytes,
  platformQuery,
  type Command,
} from '../../src/command';
import { familyIds, imageBuildIds, imageTypeIds, modeIds, roleIds } from '../../src/knowledge/schema';

const longId = 'x'.repeat(40);
const fullest: readonly Command[] = [
  {
    name: 'locate',
    query: locateQuery.parse({
      families: familyIds,
      modes: modeIds,
      modules: Array(6).fill(longId),
      components: Array(6).fill(longId),
      logs: Array(6).fill(longId),
      roles: roleIds,
      scripts: 'post',
      engines: ['v1', 'v2'],
      platforms: Array(4).fill(longId),
      highPriorityOnly: true,
      programOnly: true,
      date: '2025-09-18',
      host: 'h'.repeat(120),
      keyword: '字'.repeat(100),
    }),
  },
  {
    name: 'platform',
    query: platformQuery.parse({
      platforms: Array(6).fill(longId),
      engines: ['v1', 'v2'],
      storages: ['block', 'object'],
      imageTypes: imageTypeIds,
      imageBuilds: imageBuildIds,
      owners: Array(4).fill('张'.repeat(20)),
    }),
  },
  { name: 'playbook', playbook: longId, step: longId },
  { name: 'diagnose', known: longId, others: Array(6).fill(longId), keyword: '字'.repeat(100) },
  { name: 'help', reason: 'nothing-known' },
];

test.each(fullest)('the fullest $name command fits a button', (command) => {
  expect(Buffer.byteLength(encode(command, 'zh'))).toBeLessThanOrEqual(maxPayloadBytes);
});

test.each(fullest)('a $name command comes back from its button as it was', (command) => {
  expect(decode(encode(command, 'zh'))).toEqual({ command: commandSchema.parse(command), locale: 'zh' });
});

test('what is no payload of ours is refused as a stale button, whatever it is', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (payload) => {
      expect(() => decode(payload)).toThrow(expect.objectContaining({ code: 'stale-button' }));
    }),
  );
});

test.each([
  ['an unknown command', '{"l":"en","c":{"name":"delete-everything"}}'],
  ['an unknown key', '{"l":"en","c":{"name":"help","reason":"asked","shell":"rm"}}'],
  ['a host that is none', '{"l":"en","c":{"name":"locate","query":{"host":"a b;rm"}}}'],
  ['too many bytes', `{"l":"en","c":{"name":"help","reason":"asked"}}${' '.repeat(2_000)}`],
])('%s is refused', (_, payload) => {
  expect(() => decode(payload)).toThrow(expect.objectContaining({ code: 'stale-button' }));
});
