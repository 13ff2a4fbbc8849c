import type { Meter } from './ports';
import type { Form, Reply } from './reply';
import type { Handle } from './request';

/** A Handle whose answers are counted and timed. */
export function measured(handle: Handle, meter: Meter): Handle {
  return async (request, session) => {
    const startedAt = performance.now();
    const answer = await handle(request, session);
    const seconds = (performance.now() - startedAt) / 1_000;
    meter.answered(
      { command: commandOf(answer), outcome: outcomeOf(answer), verdict: verdictOf(answer) },
      seconds,
    );
    return answer;
  };
}

function commandOf(answer: Reply | Form): string {
  return (answer.kind === 'reply' ? answer.command : undefined) ?? 'none';
}

function outcomeOf(answer: Reply | Form): 'answered' | 'form' | 'failed' {
  if (answer.kind === 'form') return 'form';
  return answer.tone === 'failure' ? 'failed' : 'answered';
}

const verdicts: ReadonlySet<unknown> = new Set(['match', 'candidates', 'unknown']);

function verdictOf(answer: Reply | Form): string {
  const data = answer.kind === 'reply' ? answer.data : undefined;
  const verdict = typeof data === 'object' && data !== null && 'verdict' in data ? data.verdict : undefined;
  return verdicts.has(verdict) ? String(verdict) : '';
}
