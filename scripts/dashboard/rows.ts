import * as units from '@grafana/grafana-foundation-sdk/units';

/** A panel: what it asks Prometheus, each with the legend of its lines; `stat` shows the last value alone. */
export interface Shown {
  readonly title: string;
  readonly tells: string;
  readonly unit: string;
  readonly asks: readonly (readonly [expression: string, legend: string])[];
  readonly kind?: 'stat' | 'line';
  /** Where a line turns red. */
  readonly limit?: number;
}

/** Of the chosen instances alone. */
const of = (metric: string, label = '') => `${metric}{instance=~"$instance"${label}}`;
const perSecond = (metric: string, by: string, label?: string) =>
  `sum by (${by}) (rate(${of(metric, label)}[$__rate_interval]))`;
const within = (share: number, metric: string, by: string, label?: string) =>
  `histogram_quantile(${share}, ${perSecond(`${metric}_bucket`, ['le', by].filter(Boolean).join(', '), label)})`;
const lately = (metric: string, by: string, label?: string) =>
  `sum by (${by}) (increase(${of(metric, label)}[$__range]))`;
/** Without what waits for nodes or for others. */
const own = ',command!~"grep|trace|collect|send-draft"';
const searching = ',command=~"grep|trace"';

/** The dashboard from top to bottom; the alerts ask the same metrics (deploy/prometheus/sherlog.rules.yml). */
export const rows: readonly (readonly [title: string, panels: readonly Shown[]])[] = [
  [
    'Traffic',
    [
      {
        title: 'Version',
        tells: 'What runs, and where.',
        unit: units.Short,
        kind: 'stat',
        asks: [[of('sherlog_info'), '{{version}} {{instance}}']],
      },
      {
        title: 'Answers a second',
        tells: 'By command.',
        unit: units.RequestsPerSecond,
        asks: [[perSecond('sherlog_answers_total', 'command'), '{{command}}']],
      },
      {
        title: 'Failures',
        tells: 'Answers that said why something could not be done, as a share of all.',
        unit: units.PercentUnit,
        limit: 0.1,
        asks: [
          [
            `sum(rate(${of('sherlog_answers_total', ',outcome="failed"')}[$__rate_interval])) / sum(rate(${of('sherlog_answers_total')}[$__rate_interval]))`,
            'failed',
          ],
        ],
      },
      {
        title: 'Diagnoses by verdict',
        tells: 'How often a pasted error was known, in the time shown.',
        unit: units.Short,
        kind: 'stat',
        asks: [[lately('sherlog_answers_total', 'verdict', ',verdict!=""'), '{{verdict}}']],
      },
      {
        title: 'Secrets masked',
        tells: 'In what was shown, in the time shown.',
        unit: units.Short,
        kind: 'stat',
        asks: [[`sum(increase(${of('sherlog_redactions_total')}[$__range]))`, 'masked']],
      },
    ],
  ],
  [
    'Latency',
    [
      {
        title: 'Answers',
        tells: 'Until the last answer, without what searches nodes.',
        unit: units.Seconds,
        limit: 2,
        asks: [0.5, 0.95, 0.99].map(
          (share) => [within(share, 'sherlog_answer_seconds', '', own), `${share * 100} %`] as const,
        ),
      },
      {
        title: 'Searches and traces',
        tells: 'A minute at most.',
        unit: units.Seconds,
        asks: [0.5, 0.95].map(
          (share) =>
            [
              within(share, 'sherlog_answer_seconds', 'command', searching),
              `{{command}} ${share * 100} %`,
            ] as const,
        ),
      },
      {
        title: 'Events',
        tells: 'From when a chat says something was done to its receipt; 95 %.',
        unit: units.Seconds,
        limit: 5,
        asks: [[within(0.95, 'sherlog_event_lag_seconds', 'adapter'), '{{adapter}}']],
      },
    ],
  ],
  [
    'Searches',
    [
      {
        title: 'Searches of nodes a second',
        tells: 'By how they ended.',
        unit: units.OpsPerSecond,
        asks: [[perSecond('sherlog_searches_total', 'outcome'), '{{outcome}}']],
      },
      {
        title: 'Read on nodes',
        tells: 'Bytes of logs.',
        unit: units.BytesPerSecondIEC,
        asks: [[`sum(rate(${of('sherlog_search_bytes_total')}[$__rate_interval]))`, 'read']],
      },
      {
        title: 'Searches that go on',
        tells: 'Now.',
        unit: units.Short,
        asks: [[of('sherlog_searches_running'), '{{instance}}']],
      },
    ],
  ],
  [
    'Nodes',
    [
      {
        title: 'Waiting',
        tells: 'Searches that wait for their turn.',
        unit: units.Short,
        limit: 10,
        asks: [[of('sherlog_node_queue_length'), '{{node}}']],
      },
      {
        title: 'Not connected',
        tells: '1: connecting failed, and is not tried for a while.',
        unit: units.Short,
        limit: 1,
        asks: [[of('sherlog_node_breaker_open'), '{{node}}']],
      },
    ],
  ],
  [
    'Chats',
    [
      {
        title: 'Connected',
        tells: '1: the chat can be written to.',
        unit: units.Short,
        kind: 'stat',
        asks: [[of('sherlog_chat_connected'), '{{adapter}}']],
      },
      {
        title: 'Messages a second',
        tells: 'Posted, edited, or failed.',
        unit: units.OpsPerSecond,
        asks: [[perSecond('sherlog_posts_total', 'adapter, outcome'), '{{adapter}} {{outcome}}']],
      },
      {
        title: 'Ticket drafts sent',
        tells: 'In the time shown.',
        unit: units.Short,
        kind: 'stat',
        asks: [[lately('sherlog_ticket_deliveries_total', 'way, outcome'), '{{way}} {{outcome}}']],
      },
    ],
  ],
  [
    'Process',
    [
      {
        title: 'Memory',
        tells: 'Resident, and the heap of it.',
        unit: units.BytesIEC,
        limit: 4e8,
        asks: [
          [of('process_resident_memory_bytes'), 'resident'],
          [of('nodejs_heap_size_used_bytes'), 'heap'],
        ],
      },
      {
        title: 'CPU',
        tells: 'Cores.',
        unit: units.Short,
        asks: [[`rate(${of('process_cpu_seconds_total')}[$__rate_interval])`, '{{instance}}']],
      },
      {
        title: 'Event loop lag',
        tells: '99 %: how long everything else waited.',
        unit: units.Seconds,
        asks: [[of('nodejs_eventloop_lag_p99_seconds'), '{{instance}}']],
      },
      {
        title: 'Up since',
        tells: 'Restarts show as steps.',
        unit: units.DurationSeconds,
        kind: 'stat',
        asks: [[`time() - ${of('process_start_time_seconds')}`, '{{instance}}']],
      },
      {
        title: 'What should not happen',
        tells: 'Store failures, rejections nobody handled, reloads refused; in the time shown.',
        unit: units.Short,
        kind: 'stat',
        asks: [
          [`sum(increase(${of('sherlog_store_failures_total')}[$__range]))`, 'store'],
          [`sum(increase(${of('sherlog_unhandled_total')}[$__range]))`, 'unhandled'],
          [lately('sherlog_reloads_total', 'what', ',outcome="refused"'), 'refused {{what}}'],
        ],
      },
    ],
  ],
];
