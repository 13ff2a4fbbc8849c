import { encode } from '../command';
import type { Locale, Text } from '../language';
import type { Node } from '../nodes/schema';
import type { Block } from '../reply';

const texts = {
  reads: { en: 'I read logs on these machines: ', zh: '我能读这些机器上的日志：' },
  demo: {
    en: 'They are made up, a demo: nothing is configured yet. A sherlog.yaml with your nodes takes their place.',
    zh: '它们是虚构的演示环境：尚未配置任何节点。写好 sherlog.yaml 后会换成你的节点。',
  },
  sample: { en: 'Paste a sample error', zh: '粘贴一条示例报错' },
} satisfies Record<string, Text>;

const orders: Record<Locale, readonly string[]> = {
  en: ['grep "could not be found" in unicloud-engine', 'trace req-…'],
  zh: ['在 unicloud-engine 里 grep "could not be found"', '追踪 req-…'],
};

/** The error of the troubleshooting guide's first worked example, which the demo's logs hold. */
const sample = {
  en: 'Failed to attach, volume 6ec3e693-69f7-4129-a43a-16eebe74b528, 2025-09-18 16:24:31',
  zh: '启动失败 Failed to attach，volume 6ec3e693-69f7-4129-a43a-16eebe74b528 2025-09-18 16:24:31',
} satisfies Text;

/** What help adds where there are machines to read logs on; for the demo's, that they are one. */
export function helpOnNodes(nodes: readonly Node[], locale: Locale): Block[] {
  if (nodes.length === 0) return [];
  const isDemo = nodes.every(({ labels }) => labels.includes('demo'));
  const names = nodes
    .slice(0, 8)
    .map(({ name }) => name)
    .join(', ');
  const lines = [`${texts.reads[locale]}${names}`, ...orders[locale].map((order) => `  · ${order}`)];
  const text: Block = { kind: 'text', lines: lines.map((line) => [line]) };
  if (!isDemo) return [text];
  const payload = encode({ name: 'diagnose', text: sample[locale], others: [] }, locale);
  return [
    text,
    { kind: 'note', lines: [[texts.demo[locale]]] },
    { kind: 'buttons', buttons: [{ label: texts.sample[locale], payload, opens: 'reply' }] },
  ];
}
