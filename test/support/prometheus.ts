import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { start } from './children';
import { until } from './streams';

export const hasPrometheus = ['promtool', 'prometheus'].every(
  (name) => spawnSync(name, ['--version']).status === 0,
);

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const socket = createServer().listen(0, '127.0.0.1', () => {
      const { port } = socket.address() as AddressInfo;
      socket.close(() => resolve(port));
    });
  });
}

/** What promtool says, and whether it is content. */
export function promtool(args: readonly string[], cwd: string, input = '') {
  const { status, stdout, stderr } = spawnSync('promtool', args, { cwd, input, encoding: 'utf8' });
  return { status, told: stdout + stderr };
}

/** A real Prometheus on loopback that reads rules and watches one target, ended with its test. */
export async function startPrometheus(folder: string, rules: string, target: string) {
  const port = await freePort();
  const config = {
    global: { scrape_interval: '1s', evaluation_interval: '1s' },
    rule_files: [rules],
    scrape_configs: [{ job_name: 'sherlog', static_configs: [{ targets: [target] }] }],
  };
  writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify(config));
  const options = [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
  ];
  let told = '';
  const child = start('prometheus', options, { cwd: folder });
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString('utf8')));
  await until(() => told.includes('ready to receive web requests'), 'Prometheus to listen');
  return async <Data>(path: string): Promise<Data> => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`);
    const { status, data, error } = (await answer.json()) as { status: string; data: Data; error?: string };
    if (status !== 'success') throw new Error(`${path}: ${error}`);
    return data;
  };
}
