import type { Command } from '../command';
import { scopeOf } from '../investigation/happened';
import { redact } from '../redact';
import type { Form, Reply } from '../reply';
import type { Request } from '../request';
import type { Deed } from './chain';

/** What is on record: whatever touches a node or a ticket, and every refusal. */
const recorded: ReadonlySet<Command['name']> = new Set([
  'grep',
  'trace',
  'cancel',
  'collect',
  'save-draft',
  'draft',
  'submit-draft',
  'withdraw-draft',
  'reopen-draft',
  'send-draft',
]);

/** A request as it goes on record; undefined where it need not. `ms` is how long it took. */
export function deedOf(
  { asker, thread }: Request,
  command: Command,
  answer: Reply | Form,
  at: string,
  ms: number,
): Deed | undefined {
  const outcome = outcomeOf(answer);
  if (!recorded.has(command.name) && outcome !== 'not-allowed') return undefined;
  return {
    at,
    who: { adapter: thread.adapter, id: asker.id, name: asker.name },
    where: scopeOf(thread),
    what: command.name,
    about: aboutOf(command),
    outcome,
    bytes: bytesOf(answer),
    ms: Math.round(ms),
  };
}

function aboutOf(command: Command): Record<string, unknown> {
  const { name: _, ...rest } = command;
  const text =
    'text' in rest && rest.text !== undefined ? { text: redact(rest.text.slice(0, 400)).text } : {};
  return { ...rest, ...text };
}

function outcomeOf(answer: Reply | Form): string {
  if (answer.kind === 'form') return answer.errors ? 'refused-form' : 'form';
  if (answer.tone === 'failure')
    return (answer.data as { error?: { code?: string } } | undefined)?.error?.code ?? 'failure';
  const { targets } = (answer.data ?? {}) as {
    targets?: readonly { node: string; outcome: string; hits: number }[];
  };
  if (!targets) return 'done';
  return targets
    .map(({ node, outcome, hits }) => `${node}:${outcome}:${hits}`)
    .join(' ')
    .slice(0, 1_000);
}

function bytesOf(answer: Reply | Form): number {
  if (answer.kind === 'form') return 0;
  const { targets = [] } = (answer.data ?? {}) as { targets?: readonly { read: { bytes: number } | null }[] };
  return targets.reduce((sum, { read }) => sum + (read?.bytes ?? 0), 0);
}
