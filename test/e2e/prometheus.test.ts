import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { rows } from '../../scripts/dashboard/rows';
import { endAll, start } from '../support/children';
import { projectFolder } from '../support/knowledge';
import { askedIn, metricsIn } from '../support/metrics';
import { freePort, hasPrometheus, promtool, startPrometheus } from '../support/prometheus';
import { until } from '../support/streams';

/*
 * The alerts in Prometheus' own tools, and a real Prometheus that watches a real Sherlog. Skipped where there is no Prometheus,
 * which jest says; in CI it has to run.
 */

const describeWithPrometheus = hasPrometheus || process.env['CI'] ? describe : describe.skip;
const deploy = join(projectFolder, 'deploy/prometheus');
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sherlog-prometheus-'))));
afterEach(async () => {
  endAll();
  // What was ended may still be writing.
  await sleep(50);
  rmSync(folder, { recursive: true, maxRetries: 10, retryDelay: 100 });
});

/** A service on loopback that is called by nobody: the address of its metrics. */
async function served(): Promise<string> {
  const [http, port] = [await freePort(), await freePort()];
  const place = { host: '127.0.0.1', port };
  writeFileSync(
    join(folder, 'sherlog.yaml'),
    JSON.stringify({ http: { port: http }, ops: { health: place, metrics: place } }),
  );
  const env = { PATH: process.env['PATH'], XDG_STATE_HOME: folder, XDG_CONFIG_HOME: folder };
  const program = [join(projectFolder, 'dist/src/main.js'), 'serve', '--teams-insecure-local'];
  const child = start(process.execPath, program, { cwd: folder, env });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString('utf8')));
  child.stdin.end();
  await until(() => told.includes('teams-local: started'), 'Sherlog to have started');
  return `127.0.0.1:${port}`;
}

describeWithPrometheus('what Prometheus is given', () => {
  test('the rules are rules, and each alert fires for its reason alone', () => {
    expect(promtool(['check', 'rules', 'sherlog.rules.yml'], deploy)).toMatchObject({ status: 0 });
    expect(promtool(['test', 'rules', 'sherlog.rules.test.yml'], deploy)).toMatchObject({ status: 0 });
  });

  test('the metrics of a running service are as Prometheus wants them', async () => {
    const text = await (await fetch(`http://${await served()}/metrics`)).text();
    const { status, told } = promtool(['check', 'metrics'], folder, text);
    // 3: it read them, and would name some otherwise.
    expect([0, 3]).toContain(status);
    // What prom-client calls the process's own is not ours to name.
    const ours = told.split('\n').filter((line) => line.startsWith('sherlog_'));
    expect(ours).toEqual([]);
    const known = metricsIn(text);
    const asked = askedIn(
      rows.flatMap(([, panels]) => panels.flatMap(({ asks }) => asks.map(([query]) => query))),
    );
    expect([...asked].filter((name) => !known.has(name))).toEqual([]);
  });

  test('a Prometheus that watches a service takes the rules, and understands every query of the dashboard', async () => {
    const ask = await startPrometheus(folder, join(deploy, 'sherlog.rules.yml'), await served());
    type Result = { readonly result: readonly { readonly value: readonly [number, string] }[] };
    const query = async (text: string) =>
      (await ask<Result>(`query?query=${encodeURIComponent(text)}`)).result;
    const deadline = Date.now() + 30_000;
    while ((await query('sherlog_info')).length === 0 && Date.now() < deadline) await sleep(100);
    expect(await query('up')).toMatchObject([{ value: [expect.anything(), '1'] }]);
    const { groups } = await ask<{ groups: { rules: { name: string; lastError?: string }[] }[] }>('rules');
    expect(groups.flatMap(({ rules }) => rules).filter(({ lastError }) => lastError)).toEqual([]);
    for (const [, panels] of rows)
      for (const { asks } of panels) for (const [expression] of asks) await query(filledIn(expression));
    expect(await query(filledIn('sherlog_chat_connected{instance=~"$instance"}'))).toMatchObject([
      { value: [expect.anything(), '1'] },
    ]);
  });
});

/** As Grafana sends it. */
function filledIn(expression: string): string {
  return expression
    .replaceAll('$instance', '.*')
    .replaceAll('$__rate_interval', '1m')
    .replaceAll('$__range', '6h');
}
