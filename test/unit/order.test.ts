import { parse } from '../../src/parse';
import { today } from '../support/bot';
import { builtInKnowledge } from '../support/knowledge';

const machines = [
  { name: 'console-a', site: 'plant-7' },
  { name: 'console-b', site: 'plant-7' },
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
    { name: 'grep', text: '挂载失败', nodes: ['console-b'], at: '9月18日 16:24', around: 300 },
  ],
  [
    'grep connection refused in /opt/installer/production/logs/proxy/proxy-api.log',
    { name: 'grep', text: 'connection refused', logs: ['proxy-api'] },
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
