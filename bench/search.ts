import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { createRemoteLogs } from '../adapters/ssh';
import { close, connect } from '../adapters/ssh/connect';
import { evalBot } from '../eval/bot';
import { nodeSchema } from '../src/nodes/schema';
import type { LogQuery, RemoteLogs } from '../src/ports';
import { redactLines } from '../src/redact/lines';
import { plainQuery } from '../test/support/query';
import { hasSshd, nodeScript, startSshd, type Sshd } from '../test/support/sshd';
import { writeLog } from './logs';
import { percentiles, row, timed } from './measure';

const mebibyte = 1_024 * 1_024;
const big = { bytes: 1_024 * mebibyte, needle: 'volume 6ec3e693-attach-failed', needles: 9 };
const request = 'req-5f0c1d2e-0000-4aaa-8bbb-123456789abc';
const documentedRoot = '/opt/installer/production/logs';
const rounds = { big: 9, small: 30, connect: 30, trace: 5 };

/** Searches and traces over a real sshd on loopback, beside grep and ssh in the same run, interleaved. */
export async function benchSearch(): Promise<void> {
  benchRedaction();
  if (!hasSshd) return console.log('searches: not measured, there is no sshd on this machine');
  // What a shell reads when it starts is no part of what is measured, and would be the same for ssh.
  const sshd = await startSshd();
  const remote = createRemoteLogs({ agent: undefined, account: userInfo().username }, nodeScript);
  try {
    await benchBig(sshd, remote);
    await benchSmall(sshd, remote);
    await benchTrace(sshd, remote, 'begins, and names nothing else');
    await benchTrace(sshd, remote, 'attaches volume 6ec3e693-0c1e-4a55-9b51-2f6f6a0d9d11');
  } finally {
    await remote.close();
    sshd.stop();
    rmSync(sshd.folder, { recursive: true, force: true });
  }
}

async function benchBig(sshd: Sshd, remote: RemoteLogs): Promise<void> {
  const path = join(sshd.folder, 'big.log');
  writeLog({ path, ...big });
  const times: Record<'grep' | 'full' | 'window', number[]> = { grep: [], full: [], window: [] };
  // One of the nine stands at 17:20.
  const around = { from: '2026-11-20 17:10:00', to: '2026-11-20 17:30:00' };
  const window = { ...around, utcFrom: around.from, utcTo: around.to };
  const grep = ['-a', '-n', '-i', '-F', '-B', '50', '-A', '50', '-e', big.needle, path];
  for (let round = 0; round <= rounds.big; round += 1) {
    times.grep.push(await timed(() => local('grep', grep)));
    times.full.push(await timed(() => searched(sshd, remote, queryOf(sshd, 'big.log', big.needle), 9)));
    const known = { ...queryOf(sshd, 'big.log', big.needle), window };
    times.window.push(await timed(() => searched(sshd, remote, known, 1)));
  }
  rmSync(path);
  console.log(`a log of 1 GiB, open connection, ${rounds.big} rounds interleaved`);
  const { grep: theirs, full, window: known } = afterFirst(times);
  row('local grep, the same options', theirs);
  row('sherlog, all of it', full);
  row('sherlog, 10 minutes to each side of a time', known);
  ratio('all of it / local grep', full, theirs, 'at most 1.1');
  ratio('all of it / with a known time', full, known, 'at least 5');
}

async function benchSmall(sshd: Sshd, remote: RemoteLogs): Promise<void> {
  const path = join(sshd.folder, 'small.log');
  writeLog({ path, bytes: 16_384, needle: big.needle, needles: 2 });
  const times: Record<'ssh' | 'open', number[]> = { ssh: [], open: [] };
  const query = queryOf(sshd, 'small.log', big.needle);
  for (let round = 0; round <= rounds.small; round += 1) {
    times.ssh.push(await timed(() => ssh(sshd, `grep -a -n -i -F '${big.needle}' ${path}`)));
    for (let turn = 0; turn < 3; turn += 1)
      times.open.push(await timed(() => searched(sshd, remote, query, 2)));
  }
  console.log(`a log of 16 KiB, ${rounds.small} rounds interleaved`);
  const { ssh: theirs, open } = afterFirst(times);
  row('ssh, a connection of its own', theirs);
  row('sherlog, open connection', open);
  ratio('ssh / open connection', theirs, open, 'at least 30');
  const own = { agent: undefined, account: userInfo().username };
  const connected: number[] = [];
  for (let round = 0; round < rounds.connect; round += 1)
    connected.push(await timed(async () => close(await connect([sshd.node], own))));
  row('sherlog, connecting and logging in', connected, 'p50 within 60 ms');
}

/** A request whose records name nothing else, and one whose volume is then followed: the logs are read again for that. */
async function benchTrace(sshd: Sshd, remote: RemoteLogs, needle: string): Promise<void> {
  const node = nodeSchema.parse({
    ...sshd.node,
    role: 'console',
    search: { persons: ['eval'] },
    rootMap: { [documentedRoot]: sshd.folder },
  });
  const { knowledge, ask } = evalBot({ nodes: [node], remote });
  const paths = knowledge.catalog.logs
    .filter(({ role, path }) => role === 'console' && path.startsWith(documentedRoot) && !/[<{]/.test(path))
    .slice(0, 12)
    .map(({ path }) => path.replace(documentedRoot, sshd.folder));
  const made = { bytes: 96 * mebibyte, needles: 3, apart: 40 };
  for (const path of paths) writeLog({ path, ...made, request, needle });
  const times: Record<'grep' | 'trace' | 'ssh', number[]> = { grep: [], trace: [], ssh: [] };
  for (let round = 0; round <= rounds.trace; round += 1) {
    times.grep.push(await timed(() => local('grep', ['-a', '-n', '-F', '-e', request, ...paths])));
    times.trace.push(await timed(() => traced(ask)));
    times.ssh.push(
      await timed(() => paths.forEach((path) => ssh(sshd, `grep -a -n -F -e ${request} ${path}`))),
    );
  }
  console.log(
    `a request that ${needle}, over ${paths.length} logs of 96 MiB, ${rounds.trace} rounds interleaved`,
  );
  const { grep, trace, ssh: turns } = afterFirst(times);
  row('local grep of the same files', grep);
  row('sherlog trace', trace);
  row('ssh, one after the other', turns);
  ratio('trace / local grep', trace, grep, 'at most 1.2');
  ratio('ssh in turn / trace', turns, trace, 'at least 8');
}

function benchRedaction(): void {
  const line =
    'INFO X-Auth-Token: gAAAAABl volume 6ec3e693 password=hunter2 https://a:b@host/x?Signature=abc ';
  const lines = Array.from({ length: Math.ceil(262_144 / line.length) }, () => line);
  const times: number[] = [];
  for (let round = 0; round < 30; round += 1) {
    const start = performance.now();
    redactLines(lines);
    times.push(performance.now() - start);
  }
  row('redaction of 256 KiB full of secrets', times, 'p50 within 20 ms');
}

/** The first round warms the page cache, and is left out. */
function afterFirst<Key extends string>(times: Record<Key, number[]>): Record<Key, number[]> {
  return Object.fromEntries(
    Object.entries<number[]>(times).map(([key, all]) => [key, all.slice(1)]),
  ) as Record<Key, number[]>;
}

function ratio(label: string, of: readonly number[], to: readonly number[], wanted: string): void {
  console.log(`  ${label}: ${(percentiles(of).p50 / percentiles(to).p50).toFixed(2)}   (wanted: ${wanted})`);
}

function queryOf({ folder }: Sshd, name: string, text: string): LogQuery {
  return { ...plainQuery(folder, text, name), ignoresCase: true, before: 50, after: 50 };
}

async function searched({ node }: Sshd, remote: RemoteLogs, query: LogQuery, hits: number): Promise<void> {
  const result = await remote.search([node], query, new AbortController().signal);
  const file = result.kind === 'searched' ? result.files[0] : undefined;
  const counted = file && 'hits' in file ? file.hits : 0;
  if (counted !== hits) throw new Error(`not found: ${JSON.stringify(result)}`);
}

async function traced(ask: (text: string) => Promise<unknown>): Promise<void> {
  const told = JSON.stringify(await ask(`trace ${request}`));
  if (!told.includes(request)) throw new Error(`not traced: ${told}`);
}

function local(command: string, args: readonly string[]): void {
  execFileSync(command, args, { env: { ...process.env, LC_ALL: 'C' }, maxBuffer: 64 * mebibyte });
}

function ssh({ folder, node }: Sshd, command: string): void {
  const known = join(folder, 'known_hosts');
  writeFileSync(known, `[${node.host}]:${node.port} ${node.hostKey}\n`);
  const options = [
    '-q',
    '-F',
    'none',
    '-o',
    `UserKnownHostsFile=${known}`,
    '-i',
    node.key ?? '',
    '-p',
    String(node.port),
  ];
  execFileSync('ssh', [...options, `${node.user}@${node.host}`, command], { maxBuffer: 64 * mebibyte });
}
