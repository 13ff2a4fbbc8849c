import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { billOfMaterials } from '../../scripts/release/bom';
import { comingIn, released, releasedIn } from '../../scripts/release/changelog';
import { versionFor, withImage } from '../../scripts/release/version';
import { projectFolder } from '../support/knowledge';

const changelog = '# Changelog\n\n## Unreleased\n\n- New.\n\n## 1.1.0 — 2026-01-02\n\n- Old.\n';

test('what has come moves under its version and day, and a place is left for what comes next', () => {
  expect(released(changelog, '1.2.0', '2026-03-04')).toBe(
    '# Changelog\n\n## Unreleased\n\n## 1.2.0 — 2026-03-04\n\n- New.\n\n## 1.1.0 — 2026-01-02\n\n- Old.\n',
  );
});

test('what has come is known, and that nothing has', () => {
  expect(comingIn(changelog)).toBe('- New.');
  expect(comingIn(released(changelog, '1.2.0', '2026-03-04'))).toBeUndefined();
  expect(comingIn('# Changelog\n')).toBeUndefined();
  expect(releasedIn(released(changelog, '1.2.0', '2026-03-04'))).toEqual(['1.2.0', '1.1.0']);
});

test('a version is a step or said in full, and newer than all that were released', () => {
  expect(versionFor('patch', '1.1.0', ['1.1.0'])).toBe('1.1.1');
  expect(versionFor('minor', '1.1.0', ['1.1.0'])).toBe('1.2.0');
  expect(versionFor('major', '1.1.0', [])).toBe('2.0.0');
  expect(versionFor('1.1.0', '1.1.0', ['1.0.0'])).toBe('1.1.0');
  expect(() => versionFor('1.1.0', '1.1.0', ['1.2.0', '1.1.0'])).toThrow('1.1.0 is not newer than 1.2.0');
  for (const wrong of ['1.2', 'v1.2.3', 'newest', '', '01.2.3'])
    expect(() => versionFor(wrong, '1.1.0', [])).toThrow('expected patch, minor, major or a version');
});

test('the manifest names the image of the version, as it does in the repository', () => {
  const manifest = readFileSync(join(projectFolder, 'deploy/kubernetes/sherlog.yaml'), 'utf8');
  const { version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  expect(manifest).toContain(`image: registry.example.com/sherlog:${version}\n`);
  expect(withImage(manifest, '9.8.7')).toContain('image: registry.example.com/sherlog:9.8.7\n');
});

describe('in a clone', () => {
  let clone: string;
  const git = (...args: string[]) => execFileSync('git', args, { cwd: clone, encoding: 'utf8' }).trim();
  const release = (...args: string[]) => {
    const program = [join(projectFolder, 'node_modules/tsx/dist/cli.mjs'), 'scripts/release.ts', ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, program, { cwd: clone, encoding: 'utf8' });
    return { status, told: stdout + stderr };
  };
  beforeEach(() => {
    clone = mkdtempSync(join(tmpdir(), 'sherlog-clone-'));
    execFileSync('git', ['clone', '--quiet', '--no-hardlinks', projectFolder, clone]);
    git('checkout', '--quiet', '-B', 'main');
    symlinkSync(join(projectFolder, 'node_modules'), join(clone, 'node_modules'));
    writeFileSync(join(clone, '.git/info/exclude'), 'node_modules\n');
  });
  afterEach(() => rmSync(clone, { recursive: true }));

  test('nothing is released from a changed tree, beside main, or untested', () => {
    expect(release('patch', '--no-test').told).toContain('what is released is tested');
    writeFileSync(join(clone, 'new.txt'), '');
    expect(release('patch')).toEqual({ status: 1, told: 'there are changes that are not committed\n' });
    rmSync(join(clone, 'new.txt'));
    git('checkout', '--quiet', '-b', 'other');
    expect(release('patch')).toEqual({ status: 1, told: 'a release is made on main, not on other\n' });
  });

  test('a rehearsal makes all of it and leaves nothing', () => {
    // Right after a release there is nothing to release.
    writeFileSync(join(clone, 'CHANGELOG.md'), changelog);
    git(
      '-c',
      'user.name=test',
      '-c',
      'user.email=test@example.com',
      'commit',
      '--quiet',
      '--all',
      '--message',
      'New',
    );
    const head = git('rev-parse', 'HEAD');
    const { status, told } = release('99.0.0', '--dry-run', '--no-test');
    expect({ status, told }).toMatchObject({ status: 0 });
    for (const file of ['.cdx.json', '.tgz', '.sha256'])
      expect(told).toContain(`release/sherlog-99.0.0${file}`);
    expect([git('rev-parse', 'HEAD'), git('tag', '--list', 'v99*'), git('status', '--porcelain')]).toEqual([
      head,
      '',
      '',
    ]);
  });
});

test('the bill of materials names all that runs and nothing that builds, and is the same for the same lock', () => {
  const read = (name: string) => JSON.parse(readFileSync(join(projectFolder, name), 'utf8')) as object;
  const { packages } = read('package-lock.json') as {
    packages: Record<string, { dev?: boolean; version: string }>;
  };
  const inLock = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);
  const named = inLock.map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`);
  const text = billOfMaterials(projectFolder, 1_700_000_000);
  const { metadata, components } = JSON.parse(text) as {
    readonly metadata: { readonly component: object };
    readonly components: readonly {
      readonly name: string;
      readonly version: string;
      readonly hashes?: object[];
    }[];
  };
  expect(metadata.component).toMatchObject({ name: 'sherlog', type: 'application' });
  expect(new Set(components.map(({ name, version }) => `${name}@${version}`))).toEqual(new Set(named));
  expect(components.filter(({ hashes }) => !hashes)).toEqual([]);
  expect(billOfMaterials(projectFolder, 1_700_000_000)).toBe(text);
});
