import { encode } from '../../src/command';
import { nodeSchema } from '../../src/nodes/schema';
import { channelWarnings } from '../../src/permission/consistency';
import { decide } from '../../src/permission/decide';
import { noPermissions, type Action, type PermissionConfig } from '../../src/permission/schema';
import type { Request } from '../../src/request';
import { press, replyOf, testBot } from '../support/bot';

const node = (rest: object = {}) =>
  nodeSchema.parse({ name: 'console-a', role: 'console', host: '10.0.0.1', site: 'plant-7', ...rest });
const from = (id: string, channel?: string, groups?: readonly string[]) => ({
  asker: { id, name: 'any', ...(groups ? { groups } : {}) },
  thread: { adapter: 'slack', id: 't', ...(channel ? { channel } : {}) },
});
const rules = (rest: Partial<PermissionConfig>): PermissionConfig => ({ ...noPermissions, ...rest });

test.each([
  ['locate', true],
  ['diagnose', true],
  ['ticket', true],
  ['search', false],
] as const)('without any rule, %s is open to everybody: %s', (action, isAllowed) => {
  expect(decide(action, from('U1'), node(), noPermissions).isAllowed).toBe(isAllowed);
});

test('guests and people of other organisations may only what a rule that names them allows', () => {
  const outside = { ...from('T9/U1', 'C1'), asker: { id: 'T9/U1', name: 'any', isOutside: true } };
  const may = (action: Action, of: Partial<PermissionConfig>, own = node()) =>
    decide(action, outside, own, rules(of)).isAllowed;
  expect(may('locate', {})).toBe(false);
  expect(may('locate', { permissions: [{ allow: ['locate'], channels: ['C1'] }] })).toBe(false);
  expect(may('locate', { permissions: [{ allow: ['locate'], persons: ['T9/U1'] }] })).toBe(true);
  expect(may('search', { permissions: [{ allow: ['search'], channels: ['C1'] }] })).toBe(false);
  expect(may('search', {}, node({ search: { channels: ['C1'] } }))).toBe(false);
  expect(may('search', {}, node({ search: { persons: ['T9/U1'] } }))).toBe(true);
});

test.each<[string, Partial<PermissionConfig>, ReturnType<typeof from>, boolean]>([
  ['a person that is named', { permissions: [{ allow: ['search'], persons: ['U1'] }] }, from('U1'), true],
  ['another person', { permissions: [{ allow: ['search'], persons: ['U1'] }] }, from('U2'), false],
  ['a name is no id', { permissions: [{ allow: ['search'], persons: ['any'] }] }, from('U1'), false],
  [
    'a group of the configuration',
    { permissions: [{ allow: ['search'], groups: ['oncall'] }], groups: { oncall: ['U1'] } },
    from('U1'),
    true,
  ],
  [
    'a group of the platform',
    { permissions: [{ allow: ['search'], groups: ['S1'] }] },
    from('U1', undefined, ['S1']),
    true,
  ],
  ['a channel', { permissions: [{ allow: ['search'], channels: ['C1'] }] }, from('U9', 'C1'), true],
  [
    'a site by its pattern',
    { permissions: [{ allow: ['search'], persons: ['U1'], sites: ['plant-*'] }] },
    from('U1'),
    true,
  ],
  [
    'another site',
    { permissions: [{ allow: ['search'], persons: ['U1'], sites: ['lab-*'] }] },
    from('U1'),
    false,
  ],
  [
    'a pattern is no expression',
    { permissions: [{ allow: ['search'], persons: ['U1'], nodes: ['console.a'] }] },
    from('U1'),
    false,
  ],
  [
    'a denial wins, whatever allows it before or after',
    {
      permissions: [
        { allow: ['search'], persons: ['U1'] },
        { deny: ['search'], nodes: ['console-*'] },
      ],
    },
    from('U1'),
    false,
  ],
  [
    "a channel that is bound to another customer's site",
    { permissions: [{ allow: ['search'], persons: ['U1'] }], channels: { C1: { sites: ['plant-8'] } } },
    from('U1', 'C1'),
    false,
  ],
  [
    'a channel that is bound to this site',
    { permissions: [{ allow: ['search'], persons: ['U1'] }], channels: { C1: { sites: ['plant-7'] } } },
    from('U1', 'C1'),
    true,
  ],
])('searching: %s', (_, config, who, isAllowed) => {
  expect(decide('search', who, node(), rules(config)).isAllowed).toBe(isAllowed);
});

test('what is open to everybody can be denied, and is refused before anything is done', async () => {
  const permissions = rules({ permissions: [{ deny: ['ticket'], persons: ['mei'] }] });
  const bot = testBot({ permissions });
  const reply = await replyOf(bot, press(encode({ name: 'tickets' }, 'en')));
  expect(reply).toMatchObject({ tone: 'failure', data: { error: { code: 'not-allowed' } } });
});

test('a press is judged by who presses, not by whom the answer was for', async () => {
  const permissions = rules({ permissions: [{ allow: ['search'], persons: ['U1'] }] });
  const bot = testBot({ permissions, nodes: [node()] });
  const payload = encode({ name: 'trace', id: 'req-12345678', nodes: [], around: 600 }, 'en');
  const pressedBy = (id: string): Request => ({ ...press(payload), asker: { id, name: id } });
  expect((await replyOf(bot, pressedBy('U2'))).data).toMatchObject({ error: { code: 'not-allowed' } });
  expect((await replyOf(bot, pressedBy('U1'))).title).toContain('Nothing found of req-12345678');
});

test('who asks faster than anyone reads waits a minute; others do not', async () => {
  let now = new Date('2026-11-21T12:00:00Z');
  const bot = testBot({ limits: { person: 2, channel: 0 }, now: () => now });
  const ask = async (id: string) => {
    const request: Request = {
      ...press(encode({ name: 'help', reason: 'asked' }, 'en')),
      asker: { id, name: id },
    };
    return (await replyOf(bot, request)).tone;
  };
  expect([await ask('a'), await ask('a'), await ask('a')]).toEqual([undefined, undefined, 'failure']);
  expect(await ask('b')).toBeUndefined();
  now = new Date(now.getTime() + 61_000);
  expect(await ask('a')).toBeUndefined();
});

test('a search rule that rests on a channel alone is a warning', () => {
  const named = { allow: ['search' as const], channels: ['C1'], persons: ['T1/U1'] };
  const open = { allow: ['search' as const], channels: ['C1'] };
  expect(channelWarnings([named, open, { deny: ['search'], channels: ['C2'] }], [node()])).toEqual([
    expect.stringMatching(/^permissions\[1\]: whoever is in C1 may search/),
  ]);
  expect(channelWarnings([], [node({ search: { channels: ['C9'] } })])).toEqual([
    expect.stringContaining('search of console-a: whoever is in C9'),
  ]);
});

test('help shows only what its asker may do', async () => {
  const denied = rules({ permissions: [{ deny: ['diagnose', 'ticket'], channels: ['C1'] }] });
  const bot = testBot({ permissions: denied, nodes: [node({ search: { channels: ['C2'] } })] });
  const helpIn = async (channel: string) => {
    const request = press(encode({ name: 'help', reason: 'opened' }, 'en'));
    return JSON.stringify(await replyOf(bot, { ...request, thread: { adapter: 'slack', id: 't', channel } }));
  };
  expect(await helpIn('C1')).not.toMatch(/paste an error|escalate|console-a/);
  expect(await helpIn('C2')).toMatch(/paste an error[\s\S]*console-a[\s\S]*escalate/);
});

test('whoever runs the process may everything, by any adapter that says so; the same name without it may not', () => {
  const denying = rules({ permissions: [{ deny: ['search'] }] });
  const at = (adapter: string, isOwner?: true) => ({
    asker: { id: 'mei', name: 'mei', ...(isOwner ? { isOwner } : {}) },
    thread: { adapter, id: 't' },
  });
  expect(decide('search', at('web', true), node(), denying).isAllowed).toBe(true);
  expect(decide('search', at('web'), node(), noPermissions).isAllowed).toBe(false);
  expect(decide('search', at('terminal'), node(), noPermissions).isAllowed).toBe(false);
});
