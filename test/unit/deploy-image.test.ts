import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { contextOf, stagesOf, wordsOf } from '../../scripts/image/dockerfile';
import { configSchema } from '../../src/config/schema';
import { projectFolder } from '../support/knowledge';

/* The Dockerfile and compose.yaml, held to their forms and to what is promised of them; `npm run image:steps` runs the steps. */

const read = (name: string) => readFileSync(join(projectFolder, name), 'utf8');
const dockerfile = read('Dockerfile');
const [build, image] = stagesOf(dockerfile);
const copies = [build, image].flatMap((stage) => stage?.steps ?? []).filter((step) => step.kind === 'copy');

test('the Dockerfile is one, as its language server sees it', () => {
  expect(validate(dockerfile, {}).map(({ message }) => message)).toEqual([]);
  expect(validate('FROM a\nRUNN b\n', {})).not.toEqual([]);
});

test('what is copied from the project is in the repository, and let into the build', () => {
  const context = contextOf(read('.dockerignore'));
  const sources = copies.filter(({ stage }) => stage === undefined).flatMap((copy) => copy.sources);
  expect(sources.length).toBeGreaterThan(5);
  for (const source of sources) {
    expect(context).toContain(source.split('/')[0]);
    const kept = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', source], {
      cwd: projectFolder,
      encoding: 'utf8',
    });
    expect({ source, isKept: kept !== '' }).toEqual({ source, isKept: true });
  }
});

test('what is copied from the first stage is what the package consists of, as far as the process needs it', () => {
  const built = copies.filter(({ stage }) => stage === 'build').flatMap((copy) => copy.sources);
  expect(built).toEqual(
    ['package.json', 'node_modules', 'dist', 'knowledge', 'deploy/node', 'deploy/picture', 'deploy/web'].map(
      (name) => `/build/${name}`,
    ),
  );
});

test('the lock decides what is installed, no script of a package runs, and what builds stays behind', () => {
  const commands = build?.steps.flatMap((step) => (step.kind === 'run' ? [step.command] : []));
  expect(commands).toEqual([
    'npm ci --ignore-scripts',
    'npm run build && npm prune --omit=dev --ignore-scripts',
  ]);
});

test('the base can be named by its digest', () => {
  const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
  expect(new Set(bases)).toEqual(new Set(['${NODE_IMAGE}']));
  expect(dockerfile).toMatch(/^ARG NODE_IMAGE=node:\d+-bookworm-slim$/m);
});

test('the container is nobody special, keeps two volumes, and is asked how it is at the address that its configuration opens', () => {
  expect(image?.told.get('USER')?.getArguments().map(String)).toEqual(['1000:1000']);
  expect(wordsOf(image?.told.get('VOLUME'))).toEqual(['/var/lib/sherlog', '/var/lib/sherlog-key']);
  expect(wordsOf(image?.told.get('CMD'))).toEqual(['sherlog', 'serve']);
  const { ops } = configSchema.parse(parse(read('deploy/image/sherlog.yaml')));
  expect(ops).toEqual({
    health: { host: '0.0.0.0', port: 9_464 },
    metrics: { host: '127.0.0.1', port: 9_465 },
  });
  expect(wordsOf(image?.told.get('HEALTHCHECK')).at(-1)).toContain(`127.0.0.1:${ops.health.port}/healthz`);
});

test('the image says what it is', () => {
  const labels = image?.told.get('LABEL')?.getRawArgumentsContent() ?? '';
  const names = [...labels.matchAll(/org\.opencontainers\.image\.(\w+)=/g)].map(([, name]) => name);
  expect(names).toEqual(['title', 'description', 'licenses', 'version', 'revision']);
  const { description, license } = JSON.parse(read('package.json')) as Record<string, string>;
  expect(labels).toContain(`"${description}"`);
  expect(labels).toContain(`"${license}"`);
});

test('compose.yaml keeps to the Compose schema and to good practice', () => {
  const lint = join(projectFolder, 'node_modules/dclint/bin/dclint.cjs');
  const { status, stdout } = spawnSync(process.execPath, [lint, '--max-warnings', '0', 'compose.yaml'], {
    cwd: projectFolder,
    encoding: 'utf8',
  });
  expect({ status, stdout: stdout.trim() }).toEqual({ status: 0, stdout: '' });
});

test('compose.yaml runs it closed, with a volume for what is kept and one for the key', () => {
  const { services } = parse(read('compose.yaml')) as { services: Record<string, Record<string, unknown>> };
  expect(services['sherlog']).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    ports: ['127.0.0.1:3978:3978'],
    volumes: ['kept:/var/lib/sherlog', 'key:/var/lib/sherlog-key'],
    stop_grace_period: '20s',
  });
  expect(existsSync(join(projectFolder, '.dclintrc.yaml'))).toBe(true);
});
