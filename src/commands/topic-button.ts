import { encode } from '../command';
import type { Topic } from '../knowledge/schema';
import type { Locale } from '../language';
import type { Button } from '../reply';

/** A button that shows a topic. */
export function topicButton({ id, title }: Topic, locale: Locale): Button {
  return {
    label: title[locale],
    payload: encode({ name: 'topic', topic: id, others: [] }, locale),
    opens: 'reply',
  };
}
