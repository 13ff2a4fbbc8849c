import { setTimeout as sleep } from 'node:timers/promises';
import type { Asked } from '../ledger';
import type { Delivered } from './chat';

/** Of so many deliveries one comes again, as platforms do when an acknowledgement was late. */
const againShare = 0.1;
const longestPauseMs = 3_000;

/** Delivers what was done, some of it again; counts what is under way, so that an end can wait for it. */
export function createDeliveries(random: () => number) {
  const going = new Set<Promise<unknown>>();
  const counts = { all: 0, again: 0 };
  const track = (work: Promise<unknown>) => {
    going.add(work);
    void work.finally(() => going.delete(work));
  };
  const repeat = async (send: () => Promise<Delivered>) => {
    counts.again += 1;
    await sleep(random() < 0.3 ? 0 : random() * longestPauseMs);
    await send();
  };
  return {
    counts,
    /** `heard` is told what the first delivery was answered with. */
    deliver(asked: Asked, send: () => Promise<Delivered>, heard: (told: Delivered) => void = () => {}): void {
      counts.all += 1;
      const first = async () => {
        const told = await send();
        asked.ack = { ms: told.ms, status: told.status };
        heard(told);
      };
      track(first());
      if (random() < againShare) track(repeat(send));
    },
    async idle(): Promise<void> {
      while (going.size > 0) await Promise.all(going);
    },
  };
}
export type Deliveries = ReturnType<typeof createDeliveries>;
