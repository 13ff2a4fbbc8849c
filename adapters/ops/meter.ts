import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Measured, Meter, Standing } from '../../src/ports';

/** Upper bounds in seconds: from an answer of the process to a long search. */
const answerBuckets = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
/** Upper bounds in seconds: from an event that came at once to one that a platform delivers again and again. */
const lagBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300];

export interface PrometheusMeter {
  readonly meter: Meter;
  /** All of it as Prometheus reads it, with how things stand now. */
  text(standing: Standing): Promise<string>;
  readonly contentType: string;
}

/** A meter in Prometheus' terms, with what the process itself tells: memory, CPU, event loop lag. */
export function createMeter(version: string): PrometheusMeter {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  gauge(registry, 'sherlog_info', 'The version that runs.', ['version']).set({ version }, 1);
  const count = counts(registry);
  const stand = standings(registry);
  return {
    contentType: registry.contentType,
    meter: (fact) => (count[fact.kind] as (fact: Measured) => void)(fact),
    text(standing) {
      stand(standing);
      return registry.metrics();
    },
  };
}

type Counts = { readonly [Kind in Measured['kind']]: (fact: Extract<Measured, { kind: Kind }>) => void };

function counts(registry: Registry): Counts {
  const counter = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Counter({ name: `sherlog_${name}`, help, labelNames: [...labelNames], registers: [registry] });
  const histogram = (name: string, help: string, label: string, buckets: number[]) =>
    new Histogram({ name: `sherlog_${name}`, help, labelNames: [label], buckets, registers: [registry] });
  const answers = counter(
    'answers_total',
    'Requests by the command that answered, how they ended, and what a diagnosis said.',
    ['command', 'outcome', 'verdict'],
  );
  const seconds = histogram('answer_seconds', 'From a request to its last answer.', 'command', answerBuckets);
  const masked = counter('redactions_total', 'Secrets masked in what was shown.');
  const searches = counter('searches_total', 'Searches of a node, by how they ended.', ['outcome']);
  const bytes = counter('search_bytes_total', 'Bytes of logs that were read on nodes.');
  const posts = counter('posts_total', 'Messages to chats: posted, edited, or failed.', [
    'adapter',
    'outcome',
  ]);
  const lag = histogram(
    'event_lag_seconds',
    'From when a chat says something was done to its receipt.',
    'adapter',
    lagBuckets,
  );
  const sent = counter('ticket_deliveries_total', 'Ticket drafts sent, by way and outcome.', [
    'way',
    'outcome',
  ]);
  const reloads = counter('reloads_total', 'Changed files, taken or refused.', ['what', 'outcome']);
  const store = counter('store_failures_total', 'Times that the store could not write or read.');
  const unhandled = counter('unhandled_total', 'Rejections that nothing handled: bugs.');
  return {
    answered({ command, outcome, verdict, seconds: taken, masked: secrets }) {
      answers.inc({ command, outcome, verdict });
      seconds.observe({ command }, taken);
      masked.inc(secrets);
    },
    searched({ outcome, bytes: read }) {
      searches.inc({ outcome });
      bytes.inc(read);
    },
    posted: ({ adapter, outcome }) => posts.inc({ adapter, outcome }),
    lagged: ({ adapter, seconds: behind }) => lag.observe({ adapter }, behind),
    sent: ({ way, isSent }) => sent.inc({ way, outcome: isSent ? 'sent' : 'failed' }),
    reloaded: ({ what, isTaken }) => reloads.inc({ what, outcome: isTaken ? 'taken' : 'refused' }),
    'store-failed': () => store.inc(),
    unhandled: () => unhandled.inc(),
  };
}

/** Gauges that are set when somebody asks: a node or a chat that is gone is told no more. */
function standings(registry: Registry): (standing: Standing) => void {
  const searching = gauge(registry, 'sherlog_searches_running', 'Searches that go on.');
  const queue = gauge(registry, 'sherlog_node_queue_length', 'Searches that wait for their turn.', ['node']);
  const resting = gauge(registry, 'sherlog_node_breaker_open', '1: connecting failed, and rests.', ['node']);
  const connected = gauge(registry, 'sherlog_chat_connected', '1: the chat can be written to.', ['adapter']);
  return ({ searching: running, nodes, chats }) => {
    for (const each of [queue, resting, connected]) each.reset();
    searching.set(running);
    for (const { node, waiting, isResting } of nodes) {
      queue.set({ node }, waiting);
      resting.set({ node }, Number(isResting));
    }
    for (const { name, isConnected } of chats) connected.set({ adapter: name }, Number(isConnected));
  };
}

function gauge(registry: Registry, name: string, help: string, labelNames: readonly string[] = []): Gauge {
  return new Gauge({ name, help, labelNames: [...labelNames], registers: [registry] });
}
