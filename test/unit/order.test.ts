import { parse } from '../../src/parse';
import { today } from '../support/bot';
import { builtInKnowledge } from '../support/knowledge';

const machines = [
  { name: 'console-a', site: 'plant-7' },
  { name: 'console-b', site: 'plant-7' },
  { name: 'proxy-1', site: 'plant-7' },
];
const heard = (text: string) => parse(text, builtInKnowledge(), today, machines);
const volume = '6ec3e693-69f7-4129-a43a-16eebe74b528';
const request = `req-5f0e0a7c-3c1b-4a52-9d9e-1f2a3b4c5d6e`;

test.each([
  [
    `grep volume ${volume} in unicloud-engine on console-a around 16:24`,
    { name: 'grep', text: `volume ${volume}`, logs: ['unicloud-engine'], nodes: ['console-a'], at: '16:24' },
  ],
  [
    `在 console-a 的 unicloud-engine 日志里搜索 ${volume}，16:24 前后`,
    { name: 'grep', text: volume, logs: ['unicloud-engine'], nodes: ['console-a'], at: '16:24' },
  ],
  [
    'search "No valid host" in unicloud logs at host boot',
    { name: 'grep', text: 'No valid host', logs: ['unicloud-engine', 'unicloud-api'] },
  ],
  [
    'grep 挂载失败 在 storplus 日志 console-b 9月18日 16:24 前后5分钟',
    { name: 'grep', text: '挂载失败', nodes: ['console-b'], at: '2026-09-18 16:24:00', around: 300 },
  ],
  [
    'grep connection refused in /opt/installer/production/logs/proxy/proxy-api.log',
    { name: 'grep', text: 'connection refused', logs: ['proxy-api'] },
  ],
  ['grep 6ec3 in unicloud-engine at 4:24 pm', { text: '6ec3', at: '16:24' }],
  ['grep 6ec3 in unicloud-engine yesterday at 16:24', { text: '6ec3', at: '2026-11-20 16:24:00' }],
  ['grep 6ec3 on 2026-11-20 in unicloud-engine', { text: '6ec3', at: '2026-11-20 12:00:00', around: 43_200 }],
  ['grep 6ec3 in unicloud-engine from 16:20 to 16:22', { text: '6ec3', at: '16:21:00', around: 60 }],
  ['grep 6ec3 in unicloud-engine last 2 hours', { text: '6ec3', around: 3_600 }],
  [
    '在 unicloud-engine 里 grep 6ec3，昨天 16:24 前后',
    { text: '6ec3', logs: ['unicloud-engine'], at: '2026-11-20 16:24:00' },
  ],
  [
    '在unicloud-engine里grep 6ec3，16：24前后30分钟',
    { text: '6ec3', logs: ['unicloud-engine'], at: '16:24', around: 1_800 },
  ],
  [
    '请在 unicloud-engine 里 grep 挂卷 16点24分前后',
    { text: '挂卷', logs: ['unicloud-engine'], at: '16:24' },
  ],
  [
    '查一下 console-a 上 unicloud-engine 里 16:24 的 attach 报错',
    { logs: ['unicloud-engine'], nodes: ['console-a'], at: '16:24' },
  ],
  [
    '搜索 console-a 上 porter-migration 里的 启动主机',
    { text: '启动主机', logs: ['porter-migration'], nodes: ['console-a'] },
  ],
  [
    'grep "attach at 16:24:31 failed" in unicloud-engine',
    { text: 'attach at 16:24:31 failed', logs: ['unicloud-engine'] },
  ],
  ['grep boom on proxy-1', { text: 'boom', logs: [], nodes: ['proxy-1'] }],
  ['search console-a for quota', { text: 'quota', nodes: ['console-a'] }],
  ['search for attach in unicloud-engine', { text: 'attach', logs: ['unicloud-engine'] }],
  [
    'grep -i attach /opt/installer/production/logs/unicloud/unicloud-engine.log',
    { text: 'attach', logs: ['unicloud-engine'] },
  ],
  ['grep timeout', { name: 'grep', text: 'timeout', logs: [] }],
  ['grep ERROR in porter on plant-7', { name: 'grep', text: 'ERROR', site: 'plant-7' }],
  [`trace ${request} on console-b`, { name: 'trace', id: request, nodes: ['console-b'] }],
  [`追踪 ${request}`, { name: 'trace', id: request }],
  [request, { name: 'trace', id: request }],
])('%s is an order', (text, command) => {
  expect(heard(text)).toMatchObject(command);
});

test.each([
  'grep the unicloud log at host boot',
  'find the unicloud log at host boot',
  '搜索 unicloud 启动日志在哪',
  'Which logs would you grep on the HyperBDR side for host boot?',
])('%s asks for a place, and begins no search', (text) => {
  expect(heard(text).name).toBe('locate');
});

test.each([
  'grep 6ec3 in unicloud-engine on console-zz',
  'grep 6ec3 in nosuchlog',
  '在 console-zz 上 grep 6ec3',
])('%s is refused: a search of other places would answer what nobody asked', (text) => {
  expect(() => heard(text)).toThrow(/There is no node, site, log or module called/);
});

test('a zone with several meanings is refused', () => {
  expect(() => heard('grep 6ec3 in unicloud-engine at 16:24 CST')).toThrow(
    'CST stands for several time zones',
  );
});

test.each(['last night', 'this morning', 'at noon', 'at 25:99', '昨晚', '下午三点'])(
  'words of time that cannot be read are refused, not left out: %s',
  (words) => {
    expect(() => heard(`grep 6ec3 in unicloud-engine ${words}`)).toThrow(/cannot read the time/);
  },
);

test.each([
  'grep 6ec3 in unicloud-engine on ny-1 yesterday at 23:46',
  '在 ny-1 的 unicloud-engine 里 grep 6ec3 昨天23点46分',
])('a day is counted where the node is: %s', (text) => {
  const now = new Date('2026-11-22T02:00:00Z');
  const ny = { name: 'ny-1', timeZone: 'America/New_York' };
  const order = parse(text, builtInKnowledge(), now, [
    ...machines.map((each) => ({ ...each, timeZone: 'Asia/Shanghai' })),
    ny,
  ]);
  expect(order).toMatchObject({ nodes: ['ny-1'], at: '2026-11-20 23:46:00' });
});

test.each([
  ['5f0e7a3152c44b0e8a530f4b1d6c9e11', '5f0e7a3152c44b0e8a530f4b1d6c9e11'],
  [`[${request}]`, request],
  ['req-7f3a', 'req-7f3a'],
  ['trace id 4bf92f3577b34da6a3ce929d0e0e4736', '4bf92f3577b34da6a3ce929d0e0e4736'],
])('%s is followed, with or without machines to look on', (text, id) => {
  expect(heard(text)).toMatchObject({ name: 'trace', id });
  expect(parse(text, builtInKnowledge(), today)).toMatchObject({ name: 'trace', id });
});

test.each(['trace a request', 'how do I trace a request?', '帮我跟踪一个请求'])(
  '"%s" without its id is told how',
  (text) => expect(heard(text)).toEqual({ name: 'help', reason: 'asked', about: 'trace' }),
);
