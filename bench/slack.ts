import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { encode, locateQuery } from '../src/command';
import { signed } from '../test/support/signed';
import { consoleNode, hasSshd, startSshd, type Sshd } from '../test/support/sshd';
import { writeLog } from './logs';
import { row } from './measure';

const perSecond = 200;
const seconds = Number(process.env['BENCH_SECONDS'] ?? 60);
const baselineSeconds = Math.min(15, seconds);
const quietSeconds = Math.min(30, seconds);
const searches = 8;
const ports = { api: 42_30, bot: 42_31 };
const secret = 'bench-secret';
/** Of so many deliveries one comes twice, as Slack does when an acknowledgement was late. */
const twiceIn = 20;

/** Slack's load on the built program, beside a bare Bolt app that answers each event with the same words. */
export async function benchSlack(): Promise<void> {
  if (!hasSshd) return console.log('Slack: not measured, there is no sshd on this machine');
  const folder = mkdtempSync(join(tmpdir(), 'sherlog-bench-'));
  const sshd = await startSshd('MaxStartups 100', 'MaxSessions 100');
  const api = await openApi();
  try {
    console.log(`Slack: ${perSecond} events a second over signed HTTP`);
    const bare = await underLoad(startBare(folder), baselineSeconds, api);
    report(`bare Bolt app, ${baselineSeconds} s`, bare);
    configure(folder, sshd);
    await idle(folder);
    const alone = await underLoad(startBot(folder), quietSeconds, api);
    report(`sherlog, ${quietSeconds} s, nothing else going on`, alone, 'p99 within 100 ms');
    const own = await underLoad(startBot(folder), seconds, api, folder);
    report(`sherlog, ${seconds} s, ${searches} searches running`, own);
    console.log(
      `  acknowledged, p99 / bare: ${(p99(own.acks) / p99(bare.acks)).toFixed(1)}   (wanted: p99 within 1,000 ms)`,
    );
  } finally {
    api.close();
    sshd.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Outcome {
  readonly acks: readonly number[];
  /** From an event to its answer, in milliseconds. */
  readonly answers: readonly number[];
  readonly refused: number;
  readonly lost: number;
  readonly twice: number;
  /** Searches that ended meanwhile. */
  readonly searched: number;
  /** Resident memory in MiB: half into the load, when what it keeps at hand is there, and at its end. */
  readonly memory: readonly [half: number, late: number];
}

function report(
  label: string,
  { acks, answers, refused, lost, twice, searched, memory: [half, late] }: Outcome,
  wanted = '',
): void {
  row(`${label}: acknowledged`, acks);
  row(`${label}: answered`, answers, wanted);
  console.log(
    `    ${acks.length} deliveries, ${refused} not acknowledged, ${lost} events without an answer, ${twice} answered twice; ` +
      `${searched} searches of 1 GiB done; memory ${half} MiB half into it, ${late} MiB at the end (x ${(late / half).toFixed(2)})`,
  );
}

function p99(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? NaN;
}

type Api = Awaited<ReturnType<typeof openApi>>;

/** Slack's Web API as far as it is called: posts are counted by the thread that they are in. */
async function openApi() {
  const answers = new Map<string, number>();
  const answeredAt = new Map<string, number>();
  const searched = new Set<string>();
  let last = 1_700_000_000;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const args = new URLSearchParams(Buffer.concat(chunks).toString());
      const thread = args.get('thread_ts') ?? '';
      const blocks = args.get('blocks') ?? '';
      if (request.url?.endsWith('chat.postMessage') && !blocks.includes('cancel')) count(thread);
      if (blocks.includes('Nothing found for')) searched.add(/never there \d+/.exec(blocks)?.[0] ?? '');
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          ok: true,
          user_id: 'U0BOT',
          user: { team_id: 'T1', name: 'mei' },
          team_id: 'T1',
          channel: args.get('channel'),
          ts: `${(last += 1)}.1`,
        }),
      );
    });
  });
  function count(thread: string): void {
    answers.set(thread, (answers.get(thread) ?? 0) + 1);
    if (!answeredAt.has(thread)) answeredAt.set(thread, performance.now());
  }
  await new Promise<void>((resolve) => server.listen(ports.api, '127.0.0.1', resolve));
  return {
    answers,
    answeredAt,
    searched,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function configure(folder: string, sshd: Sshd): void {
  writeLog({ path: join(folder, 'big.log'), bytes: 2 ** 30, needle: 'volume gone', needles: 3 });
  const nodes = [0, 1].map((at) =>
    consoleNode(sshd, { name: `console-${at}`, roots: [folder], search: { channels: ['C1'] } }),
  );
  writeFileSync(
    join(folder, 'sherlog.yaml'),
    JSON.stringify({
      log: { level: 'error' },
      slack: { transport: 'http' },
      http: { host: '127.0.0.1', port: ports.bot },
      store: { folder: join(folder, 'kept') },
      audit: { key: join(folder, 'audit.key') },
      limits: { person: 0, channel: 0 },
      nodes,
    }),
  );
}

const env = {
  ...process.env,
  SLACK_BOT_TOKEN: 'xoxb-bench',
  SLACK_SIGNING_SECRET: secret,
  SLACK_API_URL: `http://127.0.0.1:${ports.api}/api/`,
};

function startBot(folder: string): ChildProcess {
  const program = join(__dirname, '..', 'dist', 'src', 'main.js');
  // As it is installed: its first line says how Node is to be run.
  return spawn(program, ['serve', '--config', 'sherlog.yaml'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** Bolt with one listener for each kind of event, which posts the same words each time. */
function startBare(folder: string): ChildProcess {
  const file = join(folder, 'bare.cjs');
  const bolt = require.resolve('@slack/bolt');
  writeFileSync(
    file,
    `const { App, ExpressReceiver } = require(${JSON.stringify(bolt)});
const receiver = new ExpressReceiver({ signingSecret: '${secret}', endpoints: '/slack/events' });
const app = new App({ receiver, token: 'xoxb-bench', tokenVerificationEnabled: false, logLevel: 'error',
  clientOptions: { slackApiUrl: 'http://127.0.0.1:${ports.api}/api/' } });
const post = (client, channel, thread_ts) => client.chat.postMessage({ channel, thread_ts, text: 'here' });
app.event('app_mention', ({ event, client }) => post(client, event.channel, event.ts));
app.action(/.*/, async ({ ack, body, client }) => { await ack(); await post(client, body.channel.id, body.container.thread_ts); });
app.start({ port: ${ports.bot}, host: '127.0.0.1' });
`,
  );
  return spawn(process.execPath, [file], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Sends the load, waits for its answers, and ends the program. */
async function underLoad(
  child: ChildProcess,
  duration: number,
  api: Api,
  searched?: string,
): Promise<Outcome> {
  const ending = new AbortController();
  api.answers.clear();
  api.answeredAt.clear();
  api.searched.clear();
  try {
    await listening();
    const searching = searched === undefined ? undefined : keepSearching(api, searched, ending.signal);
    const load = await sendLoad(child, duration);
    ending.abort();
    await searching;
    await answered(api, load.threads);
    const counts = load.threads.map((thread) => api.answers.get(thread) ?? 0);
    const answers = load.threads.map(
      (thread, at) => (api.answeredAt.get(thread) ?? NaN) - (load.sent[at] ?? NaN),
    );
    return {
      ...load,
      answers,
      lost: counts.filter((count) => count === 0).length,
      // A bare app does not know what it answered.
      twice: counts.filter((count) => count > 1).length,
      searched: api.searched.size,
    };
  } finally {
    child.kill('SIGKILL');
    await sleep(200);
  }
}

async function listening(): Promise<void> {
  for (let round = 0; round < 1_000; round += 1) {
    const isUp = await fetch(`http://127.0.0.1:${ports.bot}/slack/events`, { method: 'POST' }).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await sleep(20);
  }
  throw new Error('the program does not listen');
}

/** Keeps so many searches of a log of 1 GiB running: one that ended is followed by the next. */
async function keepSearching(api: Api, folder: string, signal: AbortSignal): Promise<void> {
  for (let at = 0; !signal.aborted;) {
    while (at - api.searched.size < searches) {
      const text = `<@U0BOT> grep "never there ${at}" in ${folder}/big.log on console-${at % 2}`;
      await send(mention(`1500000${String(at).padStart(3, '0')}.5`, text));
      at += 1;
    }
    await sleep(50);
  }
}

const questions = [
  'unicloud log at host boot, block storage',
  '数据同步卡住了先看哪些日志',
  'which platforms are v2 and support Windows images?',
  'Failed to attach volume 6ec3e693-69f7-4129-a43a-16eebe74b528: could not be found. (HTTP 404)',
  'ERROR nova.scheduler No valid host was found. There are not enough hosts available.',
  'what is hamal?',
  'pre-script log on Tencent Cloud',
];

let nextThread = 1_600_000_000;

/** One event each few milliseconds: mentions, and presses of buttons; some of them twice. */
async function sendLoad(child: ChildProcess, duration: number) {
  const acks: number[] = [];
  const threads: string[] = [];
  const sent: number[] = [];
  const sending: Promise<void>[] = [];
  let refused = 0;
  let half = 0;
  const deliver = async (body: string) => {
    const startedAt = performance.now();
    const status = await send(body).catch(() => 0);
    acks.push(performance.now() - startedAt);
    if (status !== 200) refused += 1;
  };
  const startedAt = performance.now();
  const total = duration * perSecond;
  const firstThread = (nextThread += total) - total;
  for (let at = 0; at < total; at += 1) {
    const due = startedAt + (at * 1_000) / perSecond;
    if (due > performance.now()) await sleep(due - performance.now());
    // What was answered in an earlier run would not be answered again.
    const thread = `${firstThread + at}.5`;
    threads.push(thread);
    sent.push(performance.now());
    const body =
      at % 4 === 3
        ? press(thread, firstThread + at)
        : mention(thread, `<@U0BOT> ${questions[at % questions.length]}`);
    sending.push(deliver(body));
    if (at % twiceIn === 0) sending.push(deliver(body));
    if (at === Math.floor(total / 2)) half = residentMiB(child);
  }
  await Promise.all(sending);
  return { acks, refused, threads, sent, memory: [half, residentMiB(child)] as const };
}

/** Resident memory of a process that was asked nothing, and how long it took to be ready, beside the bare app. */
async function idle(folder: string): Promise<void> {
  const resident = async (child: ChildProcess) => {
    const startedAt = performance.now();
    await listening();
    const ready = performance.now() - startedAt;
    await sleep(idleMs);
    const mib = residentMiB(child);
    child.kill('SIGKILL');
    await sleep(200);
    return { ready, mib };
  };
  const bare = await resident(startBare(folder));
  const own = await resident(startBot(folder));
  console.log(
    `  idle for ${idleMs / 1_000} s: ${own.mib} MiB resident, bare Bolt ${bare.mib} MiB (x ${(own.mib / bare.mib).toFixed(2)}; wanted: within 130)\n` +
      `  from its start to listening for Slack: ${own.ready.toFixed(0)} ms, bare Bolt ${bare.ready.toFixed(0)} ms (wanted: within 1,000)`,
  );
}
const idleMs = 15_000;

function residentMiB({ pid }: ChildProcess): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1_024);
}

async function answered(api: Api, threads: readonly string[]): Promise<void> {
  for (let round = 0; round < 100; round += 1) {
    if (threads.every((thread) => api.answers.has(thread))) return;
    await sleep(100);
  }
}

function mention(ts: string, text: string): string {
  const event = { type: 'app_mention', user: `U${Number.parseInt(ts, 10) % 50}`, channel: 'C1', ts, text };
  return JSON.stringify({ type: 'event_callback', team_id: 'T1', event_id: `Ev${ts}`, event });
}

const pressed = encode({ name: 'locate', query: locateQuery.parse({ modules: ['porter'] }) }, 'en');

function press(thread: string, at: number): string {
  const payload = {
    type: 'block_actions',
    team: { id: 'T1' },
    user: { id: 'U1', team_id: 'T1' },
    channel: { id: 'C1' },
    container: { channel_id: 'C1', message_ts: `${at}.7`, thread_ts: thread },
    trigger_id: `trigger-${at}`,
    actions: [{ type: 'button', action_id: 'reply-0-0', block_id: 'b', value: pressed }],
  };
  return `payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

async function send(body: string): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${ports.bot}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded',
      ...signed(body, secret),
    },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}
