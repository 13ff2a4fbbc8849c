import type { Diagnosis } from './conclude';
import { shownLine } from './log-blocks';
import type { Explained } from './explain';

/** The machine-readable diagnosis: the best ranked cases whatever the verdict; people see what the verdict allows. */
export function diagnosisData({ verdict, confidence, ranked, facts, stages, logs, log }: Diagnosis) {
  const cases = ranked.map((each) => ({ id: each.id, score: rounded(each.score), why: whyOf(each) }));
  const errors = log?.errors.map(({ line, count, text, case: id }) => ({
    line,
    count,
    text: shownLine(text),
    case: id ?? null,
  }));
  return {
    verdict,
    confidence: rounded(confidence),
    cases,
    facts,
    stages,
    logs,
    ...(errors ? { errors, lines: log?.lines } : {}),
  };
}

function whyOf({ signature, shared }: Explained): string[] {
  const words = shared.length > 0 ? [`words: ${shared.join(' ')}`] : [];
  if (!signature) return words;
  const percent = Math.round(signature.coverage * 100);
  return [`${signature.kind} "${signature.source}" (${percent} %)`, ...words];
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
