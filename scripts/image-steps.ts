import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contextOf, stagesOf, wordsOf, type Stage } from './image/dockerfile';
import { built, mount, type Layer } from './image/layers';
import { missing, packed } from './image/pack';
import { tried } from './image/trial';

/*
 * `npm run image:steps` runs the Dockerfile's steps without Docker, twice, each over this machine's own root: are both the
 * same byte for byte, how large is it, and does it start as its container would? It needs root on Linux; the base image is
 * the one thing that is not tried.
 */

const project = join(__dirname, '..');
const read = (name: string) => readFileSync(join(project, name), 'utf8');
/** What the image may weigh, compressed, with its base; and what is known of node:24-bookworm-slim, in MB. */
const [mostMb, baseMb] = [250, 80];
const marker = 'SHERLOG_IMAGE_STEPS';

const lacking = missing();
if (lacking.length > 0) process.stderr.write(`skipped: the image's steps need ${lacking.join(', ')}\n`);
else if (process.env[marker] === undefined) process.exitCode = again();
else void main(process.env[marker]);

/** Once more, with mounts that nobody else sees and that are gone with the process. */
function again(): number {
  const folder = mkdtempSync(join(tmpdir(), 'sherlog-image-'));
  const self = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const env = { ...process.env, [marker]: folder };
  try {
    const { status } = spawnSync('unshare', ['-m', '--propagation', 'private', ...self], {
      stdio: 'inherit',
      env,
    });
    return status ?? 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function main(folder: string): Promise<void> {
  // In memory: an overlay's own layer may not lie inside what it covers.
  mount('-t', 'tmpfs', 'tmpfs', folder);
  const stages = stagesOf(read('Dockerfile'));
  const epoch =
    process.env['SOURCE_DATE_EPOCH'] ??
    execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: project, encoding: 'utf8' }).trim();
  const [first, second] = ['first', 'second'].map((run) => once(run, stages, folder, epoch));
  if (!first || !second || first.sha256 !== second.sha256)
    throw new Error('two runs of the same steps differ');
  const mb = second.compressed / 1e6 + baseMb;
  process.stdout.write(
    `the same; ${mb.toFixed(0)} MB with a base of ${baseMb} MB, of ${mostMb} MB at most\n`,
  );
  if (mb > mostMb) throw new Error('the image is too large');
  await start(second.layer, stages.at(-1)?.told ?? new Map());
}

/** All steps once: the last stage's layer, packed. */
function once(run: string, stages: readonly Stage[], folder: string, epoch: string) {
  const ground = { folder: join(folder, run), project, context: contextOf(read('.dockerignore')) };
  mkdirSync(ground.folder);
  const done = new Map<string, Layer>();
  for (const stage of stages) done.set(stage.name, built(stage, stage.name, done, ground));
  const layer = [...done.values()].at(-1);
  if (!layer) throw new Error('Dockerfile: no stage');
  const { sha256, compressed } = packed(layer, join(folder, `${run}.tar`), epoch);
  process.stdout.write(`${run}: ${(compressed / 1e6).toFixed(1)} MB compressed, sha256 ${sha256}\n`);
  return { layer, sha256, compressed };
}

async function start(layer: Layer, told: Stage['told']): Promise<void> {
  const { readyMs, memoryMb, exitCode } = await tried(layer, {
    user: told.get('USER')?.getArguments()[0]?.getValue() ?? '0:0',
    volumes: wordsOf(told.get('VOLUME')),
    // The one chat that needs no platform: nothing else opens health without a network.
    command: [...wordsOf(told.get('CMD')), '--teams-insecure-local'],
    healthCheck: wordsOf(told.get('HEALTHCHECK')),
  });
  process.stdout.write(
    `read-only, not root: healthy after ${readyMs} ms, ${memoryMb} MB, exit code ${exitCode}\n`,
  );
  if (exitCode !== 0) throw new Error('it did not end by itself');
}
