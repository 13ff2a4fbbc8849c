import { chanceOf } from '../chance';
import type { Stage } from '../stage';
import { bePeople } from './index';
import { createDeliveries } from './redeliver';
import { slackChat } from './slack';
import { teamsChat } from './teams';
import { textsOf } from './texts';

/** Everybody who writes in the soak, in both platforms. */
export function crowdOf({ ledger, port, site, slack, teams }: Stage, seed: number) {
  const random = chanceOf(seed, 'people').number;
  const deliveries = createDeliveries(chanceOf(seed, 'deliveries').number);
  const chats = [
    slackChat({ port, ledger, peer: slack, deliveries, random }),
    teamsChat({ port, ledger, peer: teams, deliveries, random }),
  ];
  const chance = chanceOf(seed, 'stories');
  const texts = textsOf(site, chanceOf(seed, 'texts'));
  return {
    counts: deliveries.counts,
    /** They write for so long, in milliseconds, or until they are stopped; resolves once all is delivered. */
    async write(ms: number, stopping = new AbortController()): Promise<void> {
      const timer = setTimeout(() => stopping.abort(), ms);
      await bePeople(chats, texts, chance, stopping.signal);
      clearTimeout(timer);
      await deliveries.idle();
    },
  };
}
