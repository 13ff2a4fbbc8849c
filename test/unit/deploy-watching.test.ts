import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createMeter } from '../../adapters/ops/meter';
import { dashboardText } from '../../scripts/dashboard/dashboard';
import { rows } from '../../scripts/dashboard/rows';
import type { Standing } from '../../src/ports';
import { projectFolder } from '../support/knowledge';
import { askedIn, metricsIn } from '../support/metrics';

/* The dashboard and the alerts ask for what the program tells, and say what to do. test/e2e/prometheus.test.ts asks Prometheus. */

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly description: string };
}
const read = (name: string) => readFileSync(join(projectFolder, name), 'utf8');
const { groups } = parse(read('deploy/prometheus/sherlog.rules.yml')) as { groups: { rules: Alert[] }[] };
const alerts = groups.flatMap(({ rules }) => rules);
const queries = rows.flatMap(([, panels]) => panels.flatMap(({ asks }) => asks.map(([query]) => query)));
const standing: Standing = { isReady: true, chats: [], searching: 0, nodes: [] };
const told = () => createMeter('1.2.3').text(standing).then(metricsIn);

test('every metric of the dashboard and of the alerts is one that the program tells', async () => {
  const known = await told();
  const asked = [...askedIn([...queries, ...alerts.map(({ expr }) => expr)])];
  expect(asked.length).toBeGreaterThan(15);
  expect(asked.filter((name) => !known.has(name))).toEqual([]);
});

test('everything that the program tells of itself is on the dashboard', async () => {
  const asked = askedIn(queries);
  const own = [...(await told())].filter((name) => name.startsWith('sherlog_'));
  const isShown = (name: string) => asked.has(name) || asked.has(name.replace(/_(?:sum|count)$/, '_bucket'));
  expect(own.filter((name) => !isShown(name))).toEqual([]);
});

test('the dashboard is the one that its script writes: npm run dashboard', () => {
  expect(read('deploy/grafana/sherlog.json')).toBe(dashboardText());
});

test('the dashboard can be imported anywhere: no id, and a Prometheus that is chosen', () => {
  const dashboard = JSON.parse(dashboardText()) as {
    readonly id?: number;
    readonly uid: string;
    readonly panels: readonly {
      readonly id: number;
      readonly type: string;
      readonly datasource?: { uid: string };
    }[];
  };
  expect(dashboard).not.toHaveProperty('id');
  const panels = dashboard.panels.filter(({ type }) => type !== 'row');
  expect(new Set(panels.map(({ datasource }) => datasource?.uid))).toEqual(new Set(['${datasource}']));
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
});

test('every alert has a severity, says what it is, and where the way out stands', () => {
  const headings = read('docs/operations.md').match(/^#+ .*$/gm) ?? [];
  const anchors = new Set(headings.map((heading) => heading.replace(/^#+ /, '').toLowerCase()));
  for (const { alert, labels, annotations } of alerts) {
    expect(['critical', 'warning']).toContain(labels.severity);
    expect(annotations.summary).not.toBe('');
    expect(annotations.description).toContain(`docs/operations.md#${alert.toLowerCase()}`);
    expect(anchors).toContain(alert.toLowerCase());
  }
});
