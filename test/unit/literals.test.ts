import { literalsOf } from '../../src/match/literals';
import { builtInKnowledge } from '../support/knowledge';

const { catalog } = builtInKnowledge();
const now = new Date('2026-03-01T10:00:00');
const read = (text: string) => literalsOf(text, catalog, now);

test.each([
  ['DSAgent log of 2025-09-18', '2025-09-18'],
  ['2025/9/8 的日志', '2025-09-08'],
  ['2025年9月18日的日志', '2025-09-18'],
  ['log from 20250918', '2025-09-18'],
  ['on 18.09.2025 around 22:30', '2025-09-18'],
  ['the 18th of September 2025', '2025-09-18'],
  ['Sep 18, 2025', '2025-09-18'],
  ["yesterday's DSAgent log", '2026-02-28'],
  ['昨天的 agent 日志', '2026-02-28'],
  ["today's log", '2026-03-01'],
])('"%s" asks for the day %s', (text, date) => {
  expect(read(text).date).toBe(date);
});

test.each([
  'stuck since yesterday',
  '从昨天开始就卡住',
  '2025-13-40',
  '2025-02-30',
  'version 3.16.2',
  'volume 6ec3e693-69f7-4129-a43a-16eebe74b528',
])('"%s" asks for no day', (text) => {
  expect(read(text).date).toBeUndefined();
});

test.each([
  ['sync log of host web01', 'web01'],
  ['VM mysql-node3.', 'mysql-node3'],
  ['the host named APPSRV', 'APPSRV'],
  ['主机 db-01 的日志', 'db-01'],
  ['主机名为 oracle 的机器', 'oracle'],
  ['erp-ap-05这台主机', 'erp-ap-05'],
  ['/var/log/hamal/vm-kylin_v10-6ec3e693-69f7-4129-a43a-16eebe74b528.log', 'kylin_v10'],
])('"%s" names the host %s', (text, host) => {
  expect(read(text).host).toBe(host);
});

test.each(['host is booting', 'the server is not listed', 'host boot', 'host v2', '主机启动', 'host 2025'])(
  '"%s" names no host',
  (text) => {
    expect(read(text).host).toBeUndefined();
  },
);

test.each([
  ['C:\\Program Files(x86)\\DiskSync-Agent\\log\\DSAgent-2025-09-18.log', ['ds-agent']],
  ['C:\\Program Files (x86)\\DiskSync-Agent\\log\\PreInstallation-<YYYY-MM-DD>.log', ['pre-installation']],
  ['c:\\program files (x86)\\disksync-agent\\hyper_exporter\\hyper_exporter.log', ['windows-exporter']],
  ['/data/logs/unicloud/unicloud-engine.log.2', ['unicloud-engine']],
  ['linux_agent.log-20250511.gz', ['linux-agent']],
  ['vm-{host name}.log', ['hamal-vm']],
  ['/var/log/sgateway/s3block_20250514.log', ['gateway-s3block']],
  ['/opt/installer/production/logs/owl/', ['owl-engine', 'owl-api']],
  ['/opt/installer/production/logs/owl', ['owl-engine', 'owl-api']],
  ['storplus-migration.log, not porter-migration.log', ['storplus-migration']],
  ['/etc/passwd', []],
  ['nginx.log', []],
])('"%s" is the log %j', (text, logs) => {
  expect(read(text).logs).toEqual(logs);
});

test('a date or a host within a file name is kept', () => {
  expect(read('DSAgent-2025-5-4.log')).toMatchObject({ date: '2025-05-04' });
  expect(read('vm-web01-*.log')).toMatchObject({ host: 'web01' });
});

test('ids and quoted texts become the keyword', () => {
  expect(read('unicloud req-7c3f9a10-1111-4222-8333-944445555666 at boot').keyword).toBe(
    'req-7c3f9a10-1111-4222-8333-944445555666',
  );
  expect(read('where does unicloud log "Failed to attach"').keyword).toBe('Failed to attach');
});
