import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Meter } from '../../src/ports';

/** Upper bounds in seconds: from an answer of the process to a long search. */
const buckets = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** A meter in Prometheus' terms, with what the process itself tells: memory, CPU, event loop lag. */
export function createMeter(version: string): { readonly meter: Meter; readonly registry: Registry } {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'sherlog_info',
    help: 'The version that runs.',
    labelNames: ['version'],
    registers,
  }).set({ version }, 1);
  const answers = new Counter({
    name: 'sherlog_answers_total',
    help: 'Requests by the command that answered, how they ended, and what a diagnosis said.',
    labelNames: ['command', 'outcome', 'verdict'],
    registers,
  });
  const seconds = new Histogram({
    name: 'sherlog_answer_seconds',
    help: 'From a request to its last answer.',
    labelNames: ['command'],
    buckets,
    registers,
  });
  return {
    registry,
    meter: {
      answered({ command, outcome, verdict }, taken) {
        answers.inc({ command, outcome, verdict });
        seconds.observe({ command }, taken);
      },
    },
  };
}
