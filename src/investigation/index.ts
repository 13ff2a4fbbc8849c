import type { traceData } from '../trace/data';
import type { diagnosisData } from '../diagnose/data';
import type { searchData } from '../search/data';
import type { Happened } from './happened';

type Step<Data> = Pick<Happened, 'at' | 'asker'> & { readonly data: Data };

/** A paste, and what it was taken for. */
export type Pasted = Step<ReturnType<typeof diagnosisData>> & { readonly text: string };
export type Searched = Step<ReturnType<typeof searchData>> & { readonly text: string };
export type Collected = Step<ReturnType<typeof searchData>>;
export type Traced = Step<ReturnType<typeof traceData>> & { readonly id: string };
/** What a person said of a case. */
export interface Judged extends Pick<Happened, 'at' | 'asker'> {
  readonly case: string;
  readonly says: 'solved' | 'not-it';
}

/** A step of a playbook that somebody came to. */
export interface Walked extends Pick<Happened, 'at' | 'asker'> {
  readonly playbook: string;
  readonly step: string;
  readonly outcome: 'resolved' | 'unresolved' | null;
}

/** What was told, tried and found in a thread, each in the order of time. */
export interface Investigation {
  readonly pasted: readonly Pasted[];
  readonly judged: readonly Judged[];
  readonly searched: readonly Searched[];
  readonly traced: readonly Traced[];
  /** Slices of logs, collected for a draft whatever stands in them. */
  readonly collected: readonly Collected[];
  /** The way through playbooks. */
  readonly walked: readonly Walked[];
}

export function investigationOf(steps: readonly Happened[]): Investigation {
  const pasted: Pasted[] = [];
  const judged: Judged[] = [];
  const searched: Searched[] = [];
  const traced: Traced[] = [];
  const collected: Collected[] = [];
  const walked: Walked[] = [];
  for (const { at, asker, command, data } of steps) {
    if (command.name === 'solved') judged.push({ at, asker, case: command.known, says: 'solved' });
    if (command.name === 'diagnose' && command.notIt !== undefined)
      judged.push({ at, asker, case: command.notIt, says: 'not-it' });
    // An answer too large to be kept left no data.
    if (data === null || data === undefined) continue;
    const step = { at, asker };
    if (command.name === 'diagnose' && command.text !== undefined)
      pasted.push({ ...step, data: data as Pasted['data'], text: command.text });
    if (command.name === 'grep')
      searched.push({ ...step, data: data as Searched['data'], text: command.text });
    if (command.name === 'collect') collected.push({ ...step, data: data as Collected['data'] });
    if (command.name === 'playbook' && command.playbook !== undefined)
      walked.push({ ...step, playbook: command.playbook, ...(data as Pick<Walked, 'step' | 'outcome'>) });
    if (command.name === 'trace') traced.push({ ...step, data: data as Traced['data'], id: command.id });
  }
  return { pasted, judged, searched, traced, collected, walked };
}
