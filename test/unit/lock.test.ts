import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../support/knowledge';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly link?: boolean }>>;
}

const json = (name: string) => JSON.parse(readFileSync(join(projectFolder, name), 'utf8')) as unknown;

test('every entry of the lock has a version: without one npm ci fails', () => {
  const { packages } = json('package-lock.json') as Lock;
  const bare = Object.entries(packages).filter(
    ([name, { version, link }]) => name !== '' && !version && !link,
  );
  expect(bare.map(([name]) => name)).toEqual([]);
  expect(Object.keys(packages).length).toBeGreaterThan(100);
});

test('every dependency is pinned to one version', () => {
  const { dependencies, devDependencies } = json('package.json') as Record<string, Record<string, string>>;
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
  );
  expect(loose).toEqual([]);
});
