import { clean } from '../diagnose/clean';
import { evidenceOf } from '../diagnose/lines';
import { templateOf } from '../diagnose/records';
import type { Entry } from './entries';

/** How the pastes of a week ended. */
export interface Week {
  /** Its Monday, YYYY-MM-DD, in UTC. */
  readonly from: string;
  readonly match: number;
  readonly candidates: number;
  readonly unknown: number;
  readonly solved: number;
  readonly notIt: number;
}

/** Pastes of one kind that no case covers. */
export interface Gap {
  readonly template: string;
  readonly count: number;
  /** When the first and the last one came, ISO 8601. */
  readonly first: string;
  readonly last: string;
  /** The telling line of the last one. */
  readonly sample: string;
}

export interface Gaps {
  /** Newest first. */
  readonly weeks: readonly Week[];
  /** The kind met last first. */
  readonly gaps: readonly Gap[];
}

/** What the store tells of the knowledge: how much of what was asked it covers, and what it lacks. */
export function gapsIn(entries: readonly Entry[]): Gaps {
  const weeks = new Map<string, Week>();
  const gaps = new Map<string, Gap>();
  for (const entry of entries) {
    const from = mondayOf(entry.at);
    weeks.set(from, counted(weeks.get(from) ?? { ...none, from }, entry));
    if (entry.kind !== 'diagnosed' || entry.text === undefined) continue;
    const sample = tellingLine(entry.text);
    const template = templateOf(sample);
    const known = gaps.get(template);
    gaps.set(template, {
      template,
      count: (known?.count ?? 0) + 1,
      first: known?.first ?? entry.at,
      last: entry.at,
      sample,
    });
  }
  return {
    weeks: [...weeks.values()].sort((a, b) => b.from.localeCompare(a.from)),
    gaps: [...gaps.values()].sort((a, b) => b.last.localeCompare(a.last)),
  };
}

const none = { match: 0, candidates: 0, unknown: 0, solved: 0, notIt: 0 };

function counted(week: Week, entry: Entry): Week {
  if (entry.kind === 'diagnosed') return { ...week, [entry.verdict]: week[entry.verdict] + 1 };
  return entry.says === 'solved' ? { ...week, solved: week.solved + 1 } : { ...week, notIt: week.notIt + 1 };
}

function mondayOf(at: string): string {
  const day = new Date(at);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}

/** The first line that says what went wrong; of a traceback the exception stands last. */
function tellingLine(text: string): string {
  const lines = clean(text)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const isTrace = /^Traceback \(most recent call last\)/m.test(text);
  const { ofLine } = evidenceOf(lines.join('\n'));
  const first = isTrace ? lines.length - 1 : ofLine.findIndex((each) => each > 0);
  return (lines[Math.max(0, first)] ?? '').trim();
}
