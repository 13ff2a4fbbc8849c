import type { Meter } from '../ports';
import { mask } from '../redact/mask';
import type { Form, Reply } from '../reply';
import type { Handle } from '../request';

/** A Handle whose answers are counted and timed. */
export function measuredHandle(handle: Handle, meter: Meter): Handle {
  return async (request, session) => {
    const startedAt = performance.now();
    const { sentAt, thread } = request;
    if (sentAt !== undefined)
      meter({ kind: 'lagged', adapter: thread.adapter, seconds: Math.max(0, Date.now() - sentAt) / 1_000 });
    const answer = await handle(request, session);
    const seconds = (performance.now() - startedAt) / 1_000;
    meter({ kind: 'answered', ...toldOf(answer), seconds });
    return answer;
  };
}

function toldOf(answer: Reply | Form) {
  if (answer.kind === 'form') return { command: 'none', outcome: 'form', verdict: '', masked: 0 } as const;
  const { command = 'none', tone, data } = answer;
  const outcome = tone === 'failure' ? ('failed' as const) : ('answered' as const);
  return { command, outcome, verdict: verdictOf(data), masked: masksIn(answer) };
}

const verdicts: ReadonlySet<unknown> = new Set(['match', 'candidates', 'unknown']);

function verdictOf(data: unknown): string {
  const verdict = typeof data === 'object' && data !== null && 'verdict' in data ? data.verdict : undefined;
  return verdicts.has(verdict) ? String(verdict) : '';
}

function masksIn({ blocks }: Reply): number {
  const lines = blocks.flatMap((block) => (block.kind === 'excerpt' ? block.lines : []));
  return lines.reduce((count, line) => count + line.split(mask).length - 1, 0);
}
