import type { Diagnosis } from './index';

/** The machine-readable diagnosis: the best ranked cases whatever the verdict; people see what the verdict allows. */
export function diagnosisData({ verdict, ranked, facts, stages, logs }: Diagnosis) {
  const cases = ranked.map(({ id, score, signature }) => ({
    id,
    score: Math.round(score * 1_000) / 1_000,
    why: signature
      ? [`${signature.kind} "${signature.source}" (${Math.round(signature.coverage * 100)} %)`]
      : ['words'],
  }));
  return { verdict, cases, facts, stages, logs };
}
