import type { Text } from '../language';
import type { FileOutcome, RunFailure, Warning } from '../ports';

/** How the search of a file, or of a node as a whole, ended. */
export type Outcome = FileOutcome | RunFailure;

type Told = { readonly [Kind in Outcome['kind']]: (node: string, outcome: Outcome) => Text };

/** Each way a search can end, in a sentence that says what to do. */
const told: Told = {
  found: () => ({ en: 'found', zh: '已找到' }),
  'nothing-found': () => ({ en: 'nothing found', zh: '没有找到' }),
  'no-such-file': () => ({
    en: 'no such file on this node; was the service ever started here?',
    zh: '该节点上没有这个文件，服务是否在此运行过？',
  }),
  'no-file-then': (_, outcome) => ({
    en: `no file of it holds that time${detailOf(outcome) ? `; there are ${detailOf(outcome)}` : ''}`,
    zh: `它的文件都不包含该时间${detailOf(outcome) ? `；现有 ${detailOf(outcome)}` : ''}`,
  }),
  'not-regular': () => ({ en: 'no regular file: not read', zh: '不是普通文件，未读取' }),
  'not-readable': () => ({
    en: 'the account may not read it; give it read permission (a group, or an ACL)',
    zh: '账号没有读取权限，请授予只读权限（用户组或 ACL）',
  }),
  'outside-roots': () => ({
    en: 'lies outside the roots that the configuration allows: not read',
    zh: '位于配置允许的目录之外，未读取',
  }),
  'not-in-catalogue': () => ({
    en: "the node's own catalogue of logs does not name it: not read; its administrator can add it",
    zh: '节点自带的日志目录中没有它，未读取；可请节点管理员添加',
  }),
  busy: () => ({
    en: 'the node takes no more sessions now (MaxSessions): try again in a moment',
    zh: '节点当前会话已满（MaxSessions），请稍后重试',
  }),
  'timed-out': () => ({
    en: 'took too long and was ended; search a rarer text, or a time',
    zh: '超时已中止，请换更少见的关键字，或限定时间',
  }),
  canceled: () => ({ en: 'canceled', zh: '已取消' }),
  'out-of-memory': () => ({
    en: 'reached the memory ceiling on the node and was ended',
    zh: '达到节点上的内存上限，已中止',
  }),
  'bad-pattern': () => ({
    en: 'expected a regular expression that grep -E accepts',
    zh: '正则表达式无效（grep -E 不接受）',
  }),
  failed: (_, outcome) => ({
    en: `the search failed on the node: ${detailOf(outcome)}`,
    zh: `节点上执行失败：${detailOf(outcome)}`,
  }),
  unreachable: (node, outcome) => ({
    en: `${hopOf(outcome, node)} cannot be reached (${detailOf(outcome)}); try again, or run the line by hand`,
    zh: `无法连接 ${hopOf(outcome, node)}（${detailOf(outcome)}），请重试，或手工执行该命令`,
  }),
  'login-refused': (node, outcome) => ({
    en: `${hopOf(outcome, node)} refused the login (${detailOf(outcome)}); check user and key in sherlog.yaml`,
    zh: `${hopOf(outcome, node)} 拒绝登录（${detailOf(outcome)}），请检查 sherlog.yaml 中的账号和密钥`,
  }),
  'host-key-missing': (node, outcome) => ({
    en: `no host key is pinned for ${hopOf(outcome, node)}: refused. It offers ${detailOf(outcome)}; sherlog nodes check shows the line to add once you compared it`,
    zh: `${hopOf(outcome, node)} 未固定主机密钥，已拒绝。它提供的是 ${detailOf(outcome)}；核对后用 sherlog nodes check 给出的内容写入配置`,
  }),
  'host-key-changed': (node, outcome) => ({
    en: `the host key of ${hopOf(outcome, node)} changed (${detailOf(outcome)}): refused. Ask its administrator, then update hostKey`,
    zh: `${hopOf(outcome, node)} 的主机密钥已变化（${detailOf(outcome)}），已拒绝。请向管理员确认后更新 hostKey`,
  }),
};

export function sentenceOf(outcome: Outcome, node: string): Text {
  return told[outcome.kind](node, outcome);
}

function detailOf(outcome: Outcome): string {
  return 'detail' in outcome ? outcome.detail : '';
}

function hopOf(outcome: Outcome, node: string): string {
  return 'hop' in outcome ? outcome.hop : node;
}

/** What makes a result doubtful, in a sentence. */
export const warnings: { readonly [Each in Warning]: Text } = {
  rotated: {
    en: 'The log was rotated while it was read: search again for what came since.',
    zh: '读取期间日志发生了轮转，新内容请再搜索一次。',
  },
  truncated: {
    en: 'The log was cut while it was read: hits may be missing. Search again.',
    zh: '读取期间日志被截断，可能有遗漏，请再搜索一次。',
  },
  'no-times': {
    en: 'No times were found in this log: all of it was searched, not only the time asked for.',
    zh: '该日志中没有识别到时间，已搜索全文，而不仅是指定时间。',
  },
  unordered: {
    en: 'The times in this log are out of order: all of it was searched.',
    zh: '该日志中的时间顺序混乱，已搜索全文。',
  },
  damaged: {
    en: 'The compressed file is damaged or still being written: what follows the damage was not read.',
    zh: '压缩文件损坏或仍在写入，损坏处之后的内容未读取。',
  },
};
