import { encode } from '../command';
import type { Locale } from '../language';
import type { Reply, Step } from '../reply';

/** How far a search is, target by target, with a button that ends it. */
export function progressOf(
  labels: readonly string[],
  run: string,
  locale: Locale,
  show: (reply: Reply) => void,
  now: Date,
) {
  const states: Step['state'][] = labels.map(() => 'running');
  const button = {
    label: { en: 'Cancel', zh: '取消' }[locale],
    payload: encode({ name: 'cancel', run }, locale),
    opens: 'reply' as const,
  };
  const told = () =>
    show({
      kind: 'reply',
      blocks: [
        {
          kind: 'steps',
          since: now.toISOString(),
          steps: labels.map((label, at) => {
            const state = states[at] ?? 'running';
            return { label, state, detail: words[state][locale] };
          }),
        },
        { kind: 'buttons', buttons: [button] },
      ],
    });
  told();
  return (at: number, isDone: boolean): void => {
    states[at] = isDone ? 'done' : 'failed';
    told();
  };
}

const words = {
  waiting: { en: 'waiting', zh: '等待中' },
  running: { en: 'reading', zh: '读取中' },
  done: { en: 'read', zh: '已读取' },
  failed: { en: 'failed', zh: '失败' },
};
