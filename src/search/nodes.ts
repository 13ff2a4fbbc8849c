import { didYouMean } from '../document';
import { BotError } from '../errors';
import type { Node } from '../nodes/schema';
import type { Person, ThreadRef } from '../request';
import { decide } from '../permission/decide';
import type { PermissionConfig } from '../permission/schema';

/** Which nodes a search is for; or the sites to choose from, where nobody said which and there are several. */
export type Meant = { readonly nodes: readonly Node[] } | { readonly sites: readonly string[] };

interface Asked {
  readonly nodes: readonly string[];
  readonly site?: string | undefined;
}
interface From {
  readonly nodes: readonly Node[];
  readonly asker: Person;
  readonly thread: ThreadRef;
  readonly permissions: PermissionConfig;
}

/** The nodes named, else those of the site named, else those of the only site that is open from here. */
export function nodesMeant({ nodes: wanted, site }: Asked, from: From): Meant {
  const { nodes } = from;
  const open = allowedNodes(from);
  if (wanted.length > 0) return { nodes: wanted.map((name) => nodeNamed(name, open, from)) };
  const sites = [...new Set(open.map((node) => node.site ?? ''))];
  if (site !== undefined) {
    if (!sites.includes(site)) throw unknownSite(site, sites.filter(Boolean));
    return { nodes: open.filter((node) => node.site === site) };
  }
  if (nodes.length > 0 && open.length === 0) throw forbidden([], [], from.asker);
  return sites.length > 1 ? { sites } : { nodes: open };
}

/** Those that the asker may search from here. */
export function allowedNodes({ nodes, asker, thread, permissions }: From): Node[] {
  return nodes.filter((node) => decide('search', { asker, thread }, node, permissions).isAllowed);
}

/** The same, where there have to be some. */
export function openNodes(from: From): Node[] {
  const open = allowedNodes(from);
  if (open.length > 0) return open;
  throw from.nodes.length > 0 ? forbidden([], [], from.asker) : noNodes;
}

const noNodes = new BotError(
  'unknown-name',
  { en: 'There is no node whose logs I could read.', zh: '没有可读取日志的节点。' },
  {
    en: 'No node is configured yet: see nodes in sherlog.yaml.',
    zh: '尚未配置节点，请在 sherlog.yaml 的 nodes 中添加。',
  },
);

function nodeNamed(name: string, open: readonly Node[], { nodes, asker }: From): Node {
  const node = nodes.find((each) => each.name === name);
  if (!node)
    throw unknownNode(
      name,
      open.map((each) => each.name),
    );
  if (!open.includes(node)) throw forbidden([node], open, asker);
  return node;
}

function unknownNode(name: string, known: readonly string[]): BotError {
  return new BotError(
    'unknown-name',
    { en: `There is no node "${name}".`, zh: `没有名为“${name}”的节点。` },
    known.length === 0
      ? {
          en: 'None is configured that you may search from here: see nodes in sherlog.yaml.',
          zh: '没有你可以在此搜索的节点，请查看 sherlog.yaml 的 nodes。',
        }
      : { en: didYouMean(name, known), zh: `已配置的节点：${known.join('、')}` },
  );
}

function unknownSite(site: string, known: readonly string[]): BotError {
  return new BotError(
    'unknown-name',
    { en: `There is no site "${site}" that you may search.`, zh: `没有你可以搜索的站点“${site}”。` },
    { en: `Sites: ${known.join(', ') || 'none'}.`, zh: `站点：${known.join('、') || '无'}。` },
  );
}

function forbidden(closed: readonly Node[], open: readonly Node[], { id }: Person): BotError {
  return new BotError(
    'not-allowed',
    // Names of others' machines are told to nobody who did not name them.
    closed.length > 0
      ? { en: `You may not search ${names(closed)} from here.`, zh: `你不能在此搜索 ${names(closed)}。` }
      : { en: 'You may not search from here.', zh: '你不能在此搜索。' },
    open.length > 0
      ? { en: `Allowed here: ${names(open)}.`, zh: `此处可以搜索：${names(open)}。` }
      : {
          en: `Ask the administrators to name you in sherlog.yaml: you are ${id}.`,
          zh: `请管理员在 sherlog.yaml 中加入你的编号：${id}。`,
        },
  );
}

function names(nodes: readonly Node[]): string {
  return nodes.map(({ name }) => name).join(', ');
}
