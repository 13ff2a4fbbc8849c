import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Stage, Step } from './dockerfile';

/** A stage as it is built: what it has added lies in `upper`; `root` shows that over the base. */
export interface Layer {
  readonly upper: string;
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
}

/** What a build starts from. */
export interface Ground {
  readonly folder: string;
  readonly project: string;
  readonly context: ReadonlySet<string>;
}

/**
 * Builds a stage over this machine's own root, which stands in for the base image: an overlay takes all that is written, so
 * that the machine stays as it is and the layer holds what Docker's would. Runs as root in mounts of its own.
 */
export function built(stage: Stage, name: string, done: ReadonlyMap<string, Layer>, ground: Ground): Layer {
  const at = (part: string) => join(ground.folder, name, part);
  for (const part of ['upper', 'work', 'root']) mkdirSync(at(part), { recursive: true });
  const places = `lowerdir=/,upperdir=${at('upper')},workdir=${at('work')}`;
  mount('-t', 'overlay', 'overlay', '-o', places, at('root'));
  for (const part of ['proc', 'dev']) mount('--rbind', `/${part}`, join(at('root'), part));
  let layer: Layer = { upper: at('upper'), root: at('root'), env: {}, folder: '/' };
  for (const step of stage.steps) layer = taken(step, layer, done, ground);
  return layer;
}

export function mount(...args: readonly string[]): void {
  execFileSync('mount', args);
}

function taken(step: Step, layer: Layer, done: ReadonlyMap<string, Layer>, ground: Ground): Layer {
  switch (step.kind) {
    case 'in':
      mkdirSync(join(layer.root, step.folder), { recursive: true });
      return { ...layer, folder: step.folder };
    case 'set':
      return { ...layer, env: { ...layer.env, ...Object.fromEntries(step.values) } };
    case 'run':
      run(step.command, layer);
      return layer;
    case 'copy':
      for (const source of step.sources) copy(source, step, layer, done, ground);
      return layer;
  }
}

function run(command: string, { root, folder, env }: Layer): void {
  // What npm tells the scripts it runs is about the folder it was started in.
  const outside = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('npm_') && name !== 'INIT_CWD',
  );
  const { status } = spawnSync('chroot', [root, 'sh', '-c', `cd '${folder}' && ${command}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...Object.fromEntries(outside), ...env },
  });
  if (status !== 0) throw new Error(`RUN ${command}: exit code ${status}`);
}

/** Of a folder its content is copied, as COPY does; all of it belongs to root. */
function copy(
  source: string,
  { stage, to }: Extract<Step, { kind: 'copy' }>,
  { root, folder }: Layer,
  done: ReadonlyMap<string, Layer>,
  { project, context }: Ground,
): void {
  if (stage === undefined && !context.has(source.split('/')[0] ?? ''))
    throw new Error(`COPY ${source}: .dockerignore keeps it out of the build`);
  const base = stage === undefined ? project : done.get(stage)?.root;
  if (base === undefined) throw new Error(`COPY --from=${stage}: no such stage`);
  const from = join(base, source);
  const target = join(root, isAbsolute(to) ? to : join(folder, to));
  const isFolder = statSync(from).isDirectory();
  mkdirSync(isFolder || to.endsWith('/') ? target : join(target, '..'), { recursive: true });
  execFileSync('cp', ['-a', '--no-preserve=ownership', isFolder ? `${from}/.` : from, target]);
}
