import { encode, type CommandOf } from '../command';
import type { Form, Reply } from '../reply';
import { bundleFiles } from '../ticket/bundle';
import { draftCard } from '../ticket/card';
import type { Draft } from '../ticket/draft';
import { keep, type KeptDraft } from '../ticket/drafts';
import { mayReceive } from '../ticket/post-schema';
import { ticketText } from '../ticket/text';
import { zipped } from '../ticket/zip';
import { ownDraft } from './own-draft';
import type { Context, Run } from './run';

/** Sends a draft where a person pressed for it to go; how that ended stands in the draft, and can be tried again. */
export const sendDraft: Run<'send-draft'> = async (command, context) => {
  const known = await ownDraft(command.draft, context);
  const to = command.way === 'mail' ? (context.values['to']?.trim() ?? '') : '';
  if (command.way === 'mail') {
    if (to === '') return addressForm(command, '', context);
    if (!mayReceive(to, context.postConfig))
      return addressForm(command, to, context, { to: refused[context.locale] });
  }
  const sent = await context.post.send(command.way, to, await parcelOf(known, context), context.signal);
  return told(
    await noted(known, `${command.way} ${sent.isSent ? sent.detail : to}`.trim(), sent.isSent, context),
    sent,
    context,
  );
};

const refused = {
  en: 'not a recipient that the configuration names, nor one of its domains',
  zh: '不在配置允许的收件人或域名之内',
};

function addressForm(
  command: CommandOf<'send-draft'>,
  to: string,
  { locale, postConfig }: Context,
  errors?: Form['errors'],
): Form {
  const { recipients = [], domains = [] } = postConfig.mail ?? {};
  const isFixed = domains.length === 0 && recipients.length > 0;
  return {
    kind: 'form',
    title: { en: 'Send the draft by mail', zh: '邮件发送草稿' }[locale],
    fields: [
      {
        name: 'to',
        label: { en: 'To', zh: '收件人' }[locale],
        value: to || (recipients[0] ?? ''),
        required: true,
        ...(isFixed ? { choices: recipients.map((value) => ({ value, label: value })) } : {}),
      },
    ],
    submitLabel: { en: 'Send', zh: '发送' }[locale],
    payload: encode(command, locale),
    ...(errors ? { errors } : {}),
  };
}

async function parcelOf({ draft, version }: KeptDraft, { investigation, catalog }: Context) {
  const { number, values, locale, thread } = draft;
  const found = await investigation(thread);
  const text = (format: 'plain' | 'markdown') => ticketText(values, found, catalog, locale, format);
  const evidence = zipped(bundleFiles(values, found, catalog, locale));
  return {
    number,
    summary: values.summary,
    text: text('plain'),
    markdown: text('markdown'),
    evidence,
    id: `sherlog-${number}-${version}`,
  };
}

/** The draft with the sending in its history; somebody else's change meanwhile is not lost. */
async function noted(known: KeptDraft, to: string, isSent: boolean, context: Context): Promise<KeptDraft> {
  const { asker, now, store } = context;
  for (let current = known; ; current = await ownDraft(known.draft.number, context)) {
    const at = now().toISOString();
    const did = isSent ? ('sent' as const) : ('not-sent' as const);
    const entry: Draft['history'][number] = { at, by: { id: asker.id, name: asker.name }, did, to };
    const draft = { ...current.draft, history: [...current.draft.history, entry] };
    if ((await keep(draft, current.version, at, store)) === 'written')
      return { draft, version: current.version + 1 };
  }
}

function told(
  known: KeptDraft,
  { isSent, detail }: { isSent: boolean; detail: string },
  { locale, post }: Context,
): Reply {
  const card = draftCard(known, locale, post.ways);
  const line = isSent
    ? { en: `Sent: ${detail}`, zh: `已发送：${detail}` }[locale]
    : {
        en: `It could not be sent: ${detail}. The draft is kept; press again to try again.`,
        zh: `发送失败：${detail}。草稿已保留，可再按一次重试。`,
      }[locale];
  return { ...card, blocks: [{ kind: 'note', lines: [[line]] }, ...card.blocks] };
}
