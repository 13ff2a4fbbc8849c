import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { artefacts } from './release/artefacts';
import { comingIn, released, releasedIn } from './release/changelog';
import { versionFor, withImage } from './release/version';

/*
 * `npm run release -- patch|minor|major|x.y.z` makes a release here: changelog, version, bill of materials, package, commit
 * and tag. It never pushes. With --dry-run all of it happens in a copy that is thrown away; --no-test skips the tests there.
 */

const usage = 'usage: npm run release -- patch|minor|major|x.y.z [--dry-run [--no-test]]';
const manifest = 'deploy/kubernetes/sherlog.yaml';

function main(): void {
  const { values, positionals } = parseArgs({
    options: { 'dry-run': { type: 'boolean' }, 'no-test': { type: 'boolean' } },
    allowPositionals: true,
  });
  const { 'dry-run': isDry = false, 'no-test': isUntested = false } = values;
  const [wanted] = positionals;
  if (wanted === undefined || positionals.length > 1) throw new Error(usage);
  if (isUntested && !isDry)
    throw new Error('--no-test goes with --dry-run alone: what is released is tested');
  const project = join(__dirname, '..');
  if (isDry) return rehearse(project, wanted, !isUntested);
  refuseUnlessClean(project);
  release(project, wanted, true);
}

/** Releases in a copy of what is committed. */
function rehearse(project: string, wanted: string, isTested: boolean): void {
  const copy = mkdtempSync(join(tmpdir(), 'sherlog-release-'));
  try {
    git(project, 'clone', '--quiet', '--no-hardlinks', project, copy);
    for (const name of ['user.name', 'user.email']) git(copy, 'config', name, 'rehearsal');
    symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
    release(copy, wanted, isTested);
    say('This was a rehearsal: nothing of it is left.');
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function refuseUnlessClean(project: string): void {
  if (git(project, 'status', '--porcelain') !== '')
    throw new Error('there are changes that are not committed');
  const branch = git(project, 'branch', '--show-current');
  if (branch !== 'main') throw new Error(`a release is made on main, not on ${branch}`);
}

function release(project: string, wanted: string, isTested: boolean): void {
  const at = (name: string) => join(project, name);
  const changelog = readFileSync(at('CHANGELOG.md'), 'utf8');
  const { version: current } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { version: string };
  const version = versionFor(wanted, current, releasedIn(changelog));
  if (comingIn(changelog) === undefined) throw new Error('CHANGELOG.md: nothing under "## Unreleased"');
  if (isTested) execFileSync('npm', ['test'], { cwd: project, stdio: 'inherit' });
  const now = new Date();
  writeFileSync(at('CHANGELOG.md'), released(changelog, version, now.toISOString().slice(0, 10)));
  writeFileSync(at(manifest), withImage(readFileSync(at(manifest), 'utf8'), version));
  const quietly = ['--no-git-tag-version', '--ignore-scripts', '--allow-same-version'];
  execFileSync('npm', ['version', version, ...quietly], { cwd: project, stdio: 'ignore' });
  const files = artefacts(project, version, Math.floor(now.getTime() / 1_000));
  git(project, 'commit', '--quiet', '--all', '--message', `Release ${version}`);
  git(project, 'tag', '--annotate', `v${version}`, '--message', `Sherlog ${version}`);
  tellOf(version, files, git(project, 'show', '--stat', '--format=%h %s', `HEAD`));
}

function tellOf(version: string, files: readonly string[], commit: string): void {
  say(`${commit}\n\nv${version} is committed and tagged here, and nowhere else.`);
  for (const file of files) say(`  ${file}`);
  say(`Next:
  git push origin main v${version}
  docker buildx build --build-arg NODE_IMAGE=node:24-bookworm-slim@sha256:… --build-arg VERSION=${version} \\
    --build-arg REVISION=$(git rev-parse v${version}) --build-arg SOURCE_DATE_EPOCH=$(git log -1 --format=%ct v${version}) \\
    --output type=image,name=<registry>/sherlog:${version},push=true,rewrite-timestamp=true .
  and hand out the files above. Should it all be a mistake, before it is pushed:
  git tag --delete v${version} && git reset --hard HEAD~1`);
}

function git(cwd: string, ...args: readonly string[]): string {
  return execFileSync('git', args, { cwd, encoding: 'utf8' }).trim();
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
