import { encode, type Command } from '../command';
import type { Locale, Text } from '../language';
import type { PostWay } from '../ports';
import type { Block, Button, Reply } from '../reply';
import type { Draft } from './draft';
import { fieldNames, fields } from './fields';
import { shownValue } from './text';

/** Where a person submits the ticket; it has no interface for programs. */
export const portal = 'https://support.oneprocloud.com/';

/** A draft as it is shown in its thread: what it says, what is open, what to do next. */
export function draftCard(
  { draft, version }: { draft: Draft; version: number },
  locale: Locale,
  ways: readonly PostWay[],
): Reply {
  const { number, values, status, ticket } = draft;
  const open = fieldNames.filter((name) => values[name] === '');
  const told = fieldNames.filter((name) => values[name] !== '' && name !== 'summary' && name !== 'error');
  const head =
    status === 'submitted' && ticket
      ? `${statusTexts.submitted[locale]} ${ticket}`
      : statusTexts[status][locale];
  return {
    kind: 'reply',
    title: `${{ en: 'Ticket draft', zh: '工单草稿' }[locale]} ${number} · ${values.summary}`,
    blocks: [
      {
        kind: 'fields',
        fields: told.map((name) => ({
          label: fields[name].label[locale],
          value: [shownValue(name, values[name], locale)],
        })),
      },
      ...openBlock(
        open.map((name) => fields[name].label[locale]),
        locale,
      ),
      { kind: 'note', lines: [[head], ...historyLines(draft, locale)] },
      {
        kind: 'text',
        lines: [
          [{ link: { en: 'Open the OnePro portal', zh: '打开 OnePro 支持门户' }[locale], url: portal }],
        ],
      },
      { kind: 'buttons', buttons: buttonsFor(draft, version, locale, ways) },
    ],
    data: { draft, version },
  };
}

function openBlock(labels: readonly string[], locale: Locale): Block[] {
  if (labels.length === 0) return [];
  const head = { en: 'Support will ask for: ', zh: '支持人员还会问：' }[locale];
  return [{ kind: 'text', lines: [[head, { bold: labels.join({ en: ', ', zh: '、' }[locale]) }]] }];
}

function historyLines({ history }: Draft, locale: Locale) {
  return history
    .slice(-3)
    .map(({ at, by, did, to }) => [
      `${at.slice(0, 16).replace('T', ' ')} UTC · ${by.name} · ${deeds[did][locale]}${to === undefined ? '' : ` (${to})`}`,
    ]);
}

/** What can be done with a draft, below its card and below each of its texts. */
export function buttonsFor(
  { number, status }: Draft,
  version: number,
  locale: Locale,
  ways: readonly PostWay[],
): Button[] {
  const button = (label: Text, command: Command, opens: Button['opens'] = 'reply'): Button => ({
    label: label[locale],
    payload: encode(command, locale),
    opens,
  });
  const show = (as: 'text' | 'evidence'): Command => ({ name: 'draft', draft: number, as });
  return [
    button({ en: 'Copy text', zh: '复制文本' }, show('text')),
    button({ en: 'Download evidence', zh: '下载证据' }, show('evidence')),
    ...(status === 'draft'
      ? [
          button({ en: 'Collect logs', zh: '收集日志' }, { name: 'collect', draft: number, nodes: [] }),
          ...ways.map((way) =>
            button(
              sending[way],
              { name: 'send-draft', draft: number, way },
              way === 'mail' ? 'form' : 'reply',
            ),
          ),
          button({ en: 'Edit', zh: '编辑' }, { name: 'escalate', draft: number }, 'form'),
          button(
            { en: 'Mark as submitted', zh: '标记为已提交' },
            { name: 'submit-draft', draft: number, replaces: version },
            'form',
          ),
          {
            ...button(
              { en: 'Withdraw', zh: '撤回' },
              { name: 'withdraw-draft', draft: number, replaces: version },
            ),
            once: true as const,
          },
        ]
      : [
          button(
            { en: 'Reopen', zh: '重新打开' },
            { name: 'reopen-draft', draft: number, replaces: version },
          ),
        ]),
  ];
}

export const statusTexts = {
  draft: { en: 'Not submitted yet: paste it into the portal.', zh: '尚未提交：请粘贴到门户。' },
  submitted: { en: 'Submitted as', zh: '已提交，编号' },
  withdrawn: { en: 'Withdrawn', zh: '已撤回' },
} satisfies Record<Draft['status'], Text>;

const deeds = {
  saved: { en: 'saved it', zh: '保存' },
  submitted: { en: 'submitted it', zh: '提交' },
  withdrawn: { en: 'withdrew it', zh: '撤回' },
  reopened: { en: 'reopened it', zh: '重新打开' },
  sent: { en: 'sent it', zh: '发送' },
  'not-sent': { en: 'could not send it', zh: '发送失败' },
};

const sending: Readonly<Record<PostWay, Text>> = {
  folder: { en: 'Put into the outbox', zh: '放入待发目录' },
  mail: { en: 'Send by mail', zh: '邮件发送' },
  webhook: { en: 'Send to the webhook', zh: '发送到 Webhook' },
};
