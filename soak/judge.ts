import type { Held } from './held';
import {
  allAcknowledged,
  endedWell,
  flatMemory,
  isWhole,
  noBugs,
  noLeaks,
  noOrphans,
  oneAnswerEach,
  type Verdict,
} from './invariants';
import type { Orphan } from './orphans';
import { runCommand } from './program';
import type { Sample } from './samples';
import { adminChannel, type Stage } from './stage';

/** What was seen of a run that is over. */
export interface Seen {
  readonly minutes: number;
  /** What the program held after the warm-up, and once all was mended and answered. */
  readonly before: Held;
  readonly after: Held;
  readonly samples: readonly Sample[];
  readonly orphans: readonly Orphan[];
  readonly end: string;
}

/** What is promised, each with whether it was kept; what is kept of the program is asked of the program itself. */
export function judged({ ledger, program, folder }: Stage, seen: Seen): Verdict[] {
  const { minutes, before, after, samples, orphans, end } = seen;
  // Administrators are told of reloads unasked.
  const strays = ledger.strays.filter(({ place }) => !place.startsWith(adminChannel));
  return [
    oneAnswerEach(ledger.all, strays),
    allAcknowledged(ledger.all),
    noOrphans(orphans),
    noLeaks('no open file is leaked', before.files, after.files),
    noLeaks('nothing that the event loop waits for is leaked', before.resources, after.resources),
    flatMemory('resident memory is flat', samples, 'resident', minutes),
    flatMemory('the heap is flat', samples, 'heap', minutes),
    noBugs(after.metrics['sherlog_unhandled_total'], program.said),
    endedWell(end),
    isWhole('the record of deeds is whole', runCommand(folder, 'audit', 'verify')),
    isWhole('the store is whole', runCommand(folder, 'store', 'verify')),
  ];
}
