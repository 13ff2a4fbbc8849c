import { existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { checksOf, type Check } from '../ports';
import { isWithin } from './within';

/** Oldest version of Node.js that is supported, and those that have their tests. */
const oldestNode = 20;

export function checkVersions(version: string, node: string): Check[] {
  const { ok, fail } = checksOf('versions');
  const major = Number(/^v?(\d+)/.exec(node)?.[1]);
  if (major >= oldestNode)
    return [ok(`Sherlog ${version}, Node.js ${node}`, `Sherlog ${version}，Node.js ${node}`)];
  return [
    fail(
      { en: `Node.js ${node} is too old`, zh: `Node.js ${node} 版本过旧` },
      { en: `install Node.js ${oldestNode} or newer`, zh: `请安装 Node.js ${oldestNode} 或更高版本` },
    ),
  ];
}

const mib = 1_048_576;
/** Free space below which things will soon not be kept, and below which they may not be now, in bytes. */
const littleBytes = 1_024 * mib;
const noBytes = 100 * mib;

/** Room where things are kept; the nearest folder that is there counts where it has not been made yet. */
export function checkDisk(folder: string, statfs: typeof statfsSync = statfsSync): Check[] {
  const { ok, warn, fail } = checksOf('disk');
  const { bavail, bsize } = statfs(nearest(folder));
  const free = bavail * bsize;
  const left = `${Math.floor(free / mib)} MiB`;
  const found = { en: `${left} free at ${folder}`, zh: `${folder} 剩余 ${left}` };
  const advice = {
    en: 'make room: sherlog store prune, or keep fewer days (store.days)',
    zh: '请腾出空间：sherlog store prune，或减少保留天数（store.days）',
  };
  if (free < noBytes) return [fail(found, advice)];
  return free < littleBytes ? [warn(found, advice)] : [ok(found.en, found.zh)];
}

function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder));
}

/** The key of the record of deeds is apart from the record, and its owner's alone. */
export function checkAuditKey(key: string, store: string): Check[] {
  const { ok, warn, fail } = checksOf('audit key');
  if (isWithin(key, store))
    return [
      fail(
        { en: `${key} lies in the store`, zh: `${key} 位于存储目录内` },
        {
          en: 'move it out and set audit.key: who can write the store could forge the record',
          zh: '请移出并设置 audit.key：能写存储的人可以伪造记录',
        },
      ),
    ];
  const stat = statSync(key, { throwIfNoEntry: false });
  if (!stat) return [ok(`${key}: made at the first entry`, `${key}：首次记录时创建`)];
  if ((stat.mode & 0o077) === 0) return [ok(`${key}, its owner's alone`, `${key}，仅所有者可读`)];
  return [
    warn(
      { en: `others may read ${key}`, zh: `其他用户可读 ${key}` },
      { en: `chmod 600 ${key}`, zh: `chmod 600 ${key}` },
    ),
  ];
}
