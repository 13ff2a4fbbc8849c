import { investigationOf } from '../src/investigation';
import type { Happened } from '../src/investigation/happened';
import { bundleFiles } from '../src/ticket/bundle';
import { valuesOf } from '../src/ticket/fill';
import { draftForm } from '../src/ticket/form';
import { zipped } from '../src/ticket/zip';
import { evalBot } from '../eval/bot';
import { row, timed } from './measure';

const excerpts = 200;
const rounds = 30;

/** A ticket drafted from a thread with a paste and two hundred excerpts, and its evidence packed. */
export async function benchTicket(): Promise<void> {
  const { knowledge, ask } = evalBot();
  const { catalog } = knowledge;
  const text =
    'ERROR Failed to attach volume 6ec3e693-69f7-4129-a43a-16eebe74b528: could not be found. (HTTP 404)';
  const pasted = await ask(text);
  const steps: Happened[] = [
    stepOf({ name: 'diagnose', text, others: [] }, 'data' in pasted ? pasted.data : undefined),
    ...Array.from({ length: excerpts / 10 }, (_, at) =>
      stepOf(search(at), { targets: [target(at)], ids: [] }),
    ),
  ];
  const drafted: number[] = [];
  const packed: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    drafted.push(
      await timed(() =>
        draftForm(valuesOf(investigationOf(steps), 'mei', catalog, 'en'), { replaces: 0 }, 'en'),
      ),
    );
    packed.push(
      await timed(() => {
        const found = investigationOf(steps);
        return zipped(bundleFiles(valuesOf(found, 'mei', catalog, 'en'), found, catalog, 'en'));
      }),
    );
  }
  console.log(`a ticket from a paste and ${excerpts} excerpts, ${rounds} rounds`);
  row('the draft', drafted, 'within 50 ms');
  row('the evidence, packed', packed, 'within 1,000 ms');
}

function stepOf(command: Happened['command'], data: unknown): Happened {
  return { at: '2026-11-21T12:00:00.000Z', asker: { id: 'mei', name: 'mei' }, locale: 'en', command, data };
}

function search(at: number): Happened['command'] {
  const bounds = { before: 50, after: 50, maxHits: 50, older: 0, around: 600 };
  return {
    name: 'grep',
    text: `volume ${at}`,
    logs: ['unicloud-engine'],
    nodes: [],
    ...bounds,
    isRegex: false,
    isCaseSensitive: false,
  };
}

/** A searched file with ten excerpts of a hundred lines. */
function target(at: number) {
  const line = `2026-11-21 12:00:00,000 7 ERROR unicloud.engine [req-${at} - - -] attach failed for volume 6ec3e693 `;
  const lines = Array.from({ length: 100 }, (_, number) => `${line}${number}`);
  return {
    node: 'console-a',
    log: 'unicloud-engine',
    path: '/opt/installer/production/logs/unicloud/unicloud-engine.log',
    outcome: 'found',
    warnings: [],
    read: { bytes: 1_000_000, from: 0, to: 1_000_000, how: 'full' },
    hits: 10,
    hitsShown: 10,
    excerpts: Array.from({ length: 10 }, (_, number) => ({
      firstLine: number * 1_000 + 1,
      lines,
      hits: [50],
    })),
    cases: [],
    notRead: [],
    repeat: "grep -n -F -i -C 50 -e 'volume' /opt/installer/production/logs/unicloud/unicloud-engine.log",
  };
}
