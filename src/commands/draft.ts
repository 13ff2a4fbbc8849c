import type { CommandOf } from '../command';
import { buttonsFor, draftCard, portal } from '../ticket/card';
import { bundleFiles } from '../ticket/bundle';
import type { KeptDraft } from '../ticket/drafts';
import { ticketText } from '../ticket/text';
import { zipped } from '../ticket/zip';
import type { Reply } from '../reply';
import { nodesIn, refuseForeign } from '../permission/sites';
import { ownDraft } from './own-draft';
import type { Context, Run } from './run';

/** A draft as a card, as the text to paste, or as the evidence to attach. */
export const draft: Run<'draft'> = async (command, context) => {
  const known = await ownDraft(command.draft, context);
  return shown[command.as](known, context);
};

type Show = (known: KeptDraft, context: Context) => Promise<Reply> | Reply;

const shown: Readonly<Record<CommandOf<'draft'>['as'], Show>> = {
  card: (known, { locale, post }) => draftCard(known, locale, post.ways),
  async text({ draft: known, version }, context) {
    const { investigation, catalog, locale, post, nodes, permissions, thread: here } = context;
    const { number, values, locale: own, thread } = known;
    const steps = await investigation(thread);
    refuseForeign(steps, here, nodes, permissions);
    const text = ticketText(values, steps, catalog, own, 'plain');
    const head = {
      en: 'Paste it into the portal; the second file is the same as Markdown.',
      zh: '粘贴到支持门户；第二个文件是同样内容的 Markdown。',
    };
    return {
      kind: 'reply',
      title: `${{ en: 'Text of ticket draft', zh: '工单草稿文本' }[locale]} ${number}`,
      blocks: [
        { kind: 'text', lines: [[head[locale], ' ', { link: portal, url: portal }]] },
        { kind: 'file', name: `ticket-${number}.txt`, content: text },
        {
          kind: 'file',
          name: `ticket-${number}.md`,
          content: ticketText(values, steps, catalog, own, 'markdown'),
        },
        { kind: 'buttons', buttons: buttonsFor(known, version, locale, post.ways) },
      ],
      data: { draft: number, text, from: placesOf(steps) },
    };
  },
  async evidence({ draft: known, version }, context) {
    const { investigation, catalog, locale, post, nodes, permissions, thread: here } = context;
    const { number, values, locale: own, thread } = known;
    const steps = await investigation(thread);
    refuseForeign(steps, here, nodes, permissions);
    const files = bundleFiles(values, steps, catalog, own);
    const zip = zipped(files);
    return {
      kind: 'reply',
      title: `${{ en: 'Evidence of ticket draft', zh: '工单草稿证据' }[locale]} ${number}`,
      blocks: [
        { kind: 'file', name: `evidence-${number}.zip`, content: zip },
        { kind: 'buttons', buttons: buttonsFor(known, version, locale, post.ways) },
      ],
      data: { draft: number, from: placesOf(steps), files: files.map(({ name }) => name), bytes: zip.length },
    };
  },
};

/** Whose logs a draft rests on: asked again wherever it is shown. */
function placesOf(steps: unknown): { readonly node: string }[] {
  return [...new Set(nodesIn(steps))].map((node) => ({ node }));
}
