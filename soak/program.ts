import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { until } from '../test/support/streams';
import { signingSecret } from './people/slack';

const main = join(__dirname, '..', 'dist', 'src', 'main.js');
/** Heap that it may have, in MiB: what a container gives it, and collected as often as there. */
const heapMebibytes = 400;
/** How long it may take to start, and to end when it is asked to, in milliseconds. */
const startMs = 20_000;
const endMs = 15_000;

/** The built program as a service, and what it wrote to its log. */
export interface Program {
  readonly pid: number;
  /** How often each sentence of its log came, of warnings and worse. */
  readonly said: ReadonlyMap<string, number>;
  /** How it ended; undefined while it runs. */
  ended(): string | undefined;
  /** Asks it to end; resolves to how it did: an exit code, a signal, or that it was killed for being late. */
  stop(): Promise<string>;
}

/** Starts it in a folder with its `sherlog.yaml`; resolves once both platforms are served. */
export async function startProgram(folder: string, slackApi: string): Promise<Program> {
  const { PATH } = process.env;
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${heapMebibytes}`,
      main,
      'serve',
      '--config',
      'sherlog.yaml',
      '--teams-insecure-local',
    ],
    {
      cwd: folder,
      env: {
        PATH,
        HOME: folder,
        SLACK_BOT_TOKEN: 'xoxb-soak',
        SLACK_SIGNING_SECRET: signingSecret,
        SLACK_API_URL: slackApi,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const said = new Map<string, number>();
  const note = (line: string) => {
    const sentence = sentenceOf(line);
    said.set(sentence, (said.get(sentence) ?? 0) + 1);
  };
  if (child.stderr) createInterface(child.stderr).on('line', note);
  let end: string | undefined;
  child.once('close', (code, signal) => (end = signal ?? `exit code ${code}`));
  const isStarted = () => said.has('slack: started') && said.has('teams-local: started');
  await until(() => isStarted() || end !== undefined, 'the program to start', startMs);
  if (end !== undefined) throw new Error(`the program ended: ${end}\n${[...said.keys()].join('\n')}`);
  return { pid: child.pid ?? 0, said, ended: () => end, stop: () => stopped(child, () => end) };
}

/** A line of the log without what differs each time. */
function sentenceOf(line: string): string {
  try {
    const { level, msg, err } = JSON.parse(line) as {
      level: number;
      msg: string;
      err?: { message?: string };
    };
    const why = err?.message === undefined ? '' : `: ${err.message.split('\n')[0]?.slice(0, 120)}`;
    return `${level >= 50 ? 'error' : 'warning'}: ${msg}${why}`;
  } catch {
    return line;
  }
}

async function stopped(child: ChildProcess, end: () => string | undefined): Promise<string> {
  child.kill('SIGTERM');
  const isIn = await until(() => end() !== undefined, 'the end', endMs).then(
    () => true,
    () => false,
  );
  if (isIn) return end() ?? '';
  child.kill('SIGKILL');
  return `killed: it did not end within ${endMs / 1_000} s`;
}

/** Runs a command line of the program on the same configuration; its exit code and what it wrote. */
export function runCommand(folder: string, ...words: readonly string[]): { code: number; told: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [main, ...words, '--config', 'sherlog.yaml'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26, env: { PATH: process.env['PATH'], HOME: folder } },
  );
  return { code: status ?? 1, told: `${stdout}${stderr}`.trim() };
}
