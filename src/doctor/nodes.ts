import type { Catalog } from '../knowledge/catalog';
import type { Node } from '../nodes/schema';
import { checksOf, type Check, type RemoteLogs } from '../ports';
import { checkNode, type Checked, type CheckedLog } from '../search/check';
import { sentenceOf } from '../search/outcome';
import { wayTo } from '../search/run';

/** A clock that is further off shuffles what happened on two nodes, in milliseconds. */
const clockMs = 2_000;
/** A log without older files beside it that is larger is not rotated, in bytes. */
const rotatedBytes = 1_073_741_824;

/** One node: host key, login, programs, clock, and each log of its role. */
export async function checkOneNode(
  node: Node,
  nodes: readonly Node[],
  catalog: Catalog,
  remote: RemoteLogs,
  signal: AbortSignal,
): Promise<Check[]> {
  const checked = await checkNode(node, wayTo(node, nodes), catalog, remote, signal);
  const area = `node ${node.name}`;
  if (checked.kind === 'not-searched')
    return [checksOf(area).ok('a Windows node, listed only', 'Windows 节点，仅列出')];
  if (checked.kind !== 'checked') return [unreached(area, node.name, checked)];
  const wrong = [
    ...programs(area, checked.missing),
    ...clock(area, checked.clock.offsetMs),
    ...logs(area, checked.logs),
  ];
  const there = checked.logs.filter(({ state }) => state === 'ok').length;
  const seconds = (checked.clock.offsetMs / 1_000).toFixed(2);
  return [
    checksOf(area).ok(
      `host key and login; clock ${seconds} s; ${there} of ${checked.logs.length} logs there`,
      `主机密钥与登录正常；时钟偏差 ${seconds} 秒；${checked.logs.length} 个日志中有 ${there} 个`,
    ),
    ...wrong,
  ];
}

type Failed = Exclude<Checked, { readonly kind: 'checked' | 'not-searched' }>;

function unreached(area: string, name: string, failed: Failed): Check {
  const command = `sherlog nodes check ${name}`;
  return checksOf(area).fail(sentenceOf(failed, name), {
    en: `${command} says more`,
    zh: `详情：${command}`,
  });
}

function programs(area: string, missing: readonly string[]): Check[] {
  if (missing.length === 0) return [];
  const names = missing.join(', ');
  return [
    checksOf(area).fail(
      { en: `programs are missing: ${names}`, zh: `缺少程序：${names}` },
      { en: 'install them on the node', zh: '请在节点上安装' },
    ),
  ];
}

function clock(area: string, offsetMs: number): Check[] {
  if (Math.abs(offsetMs) <= clockMs) return [];
  const seconds = (offsetMs / 1_000).toFixed(1);
  return [
    checksOf(area).warn(
      { en: `its clock is off by ${seconds} s`, zh: `时钟偏差 ${seconds} 秒` },
      {
        en: 'synchronize it (chrony); a trace over nodes is shuffled',
        zh: '请同步时钟（chrony），否则跨节点追踪会乱序',
      },
    ),
  ];
}

/** The first few of them. */
function named(some: readonly CheckedLog[]): string {
  return some
    .slice(0, 3)
    .map(({ path }) => path)
    .join(', ');
}

function logs(area: string, all: readonly CheckedLog[]): Check[] {
  const { warn, fail } = checksOf(area);
  const refused = all.filter(({ state }) => state !== 'ok' && state !== 'no-such-file');
  const large = all.filter(({ bytes, rotated }) => bytes > rotatedBytes && rotated === 0);
  const isEmpty = all.length > 0 && all.every(({ state }) => state === 'no-such-file');
  return [
    ...(refused.length > 0
      ? [
          fail(
            {
              en: `${refused.length} logs cannot be read: ${named(refused)}`,
              zh: `${refused.length} 个日志无法读取：${named(refused)}`,
            },
            {
              en: 'give the account read permission: deploy/node/README.md',
              zh: '请授予账号读取权限：deploy/node/README.md',
            },
          ),
        ]
      : []),
    ...(isEmpty
      ? [
          warn(
            { en: 'none of its logs is there', zh: '没有任何日志文件' },
            {
              en: 'is the installation elsewhere? set rootMap; is the role right?',
              zh: '安装在其他目录时请设置 rootMap；并确认 role',
            },
          ),
        ]
      : []),
    ...(large.length > 0
      ? [
          warn(
            { en: `not rotated: ${named(large)}`, zh: `未轮转：${named(large)}` },
            {
              en: 'set up logrotate; searches without a time read all of it',
              zh: '请配置 logrotate；不带时间的搜索会读取整个文件',
            },
          ),
        ]
      : []),
  ];
}
