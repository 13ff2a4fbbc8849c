import { encode, type Command } from '../command';
import type { Catalog } from '../knowledge/catalog';
import type { Locale, Text } from '../language';
import type { Reply } from '../reply';
import { withButton } from '../with-button';

/** An answer with the other reading of its question as a button, behind all else. */
export function withOther(reply: Reply, other: Command, catalog: Catalog, locale: Locale): Reply {
  const label = labelOf(other, catalog)?.[locale];
  if (label === undefined) return reply;
  return withButton(reply, { label, payload: encode(other, locale), opens: 'reply' });
}

/** What the other reading would answer, in a few words. */
function labelOf(other: Command, { topics, playbooks }: Catalog): Text | undefined {
  switch (other.name) {
    case 'topic':
      return topics.find(({ id }) => id === other.topic)?.title;
    case 'playbook':
      return playbooks.find(({ id }) => id === other.playbook)?.title;
    case 'locate':
      return { en: 'Its logs', zh: '相关日志' };
    case 'platform':
      return { en: 'Driver matrix', zh: '驱动适配表' };
    default:
      return undefined;
  }
}
