// Compiles src/, adapters/ and demo/ into dist/. With --if-stale it does nothing while dist/ is newer than every source file.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const bin = 'dist/src/main.js';

function newestSource(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Math.max(...entries.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}

function isFresh() {
  if (!existsSync(bin)) return false;
  const builtAt = statSync(bin).mtimeMs;
  return ['src', 'adapters', 'demo'].every((folder) => newestSource(folder) <= builtAt);
}

if (!process.argv.includes('--if-stale') || !isFresh()) {
  rmSync('dist', { recursive: true, force: true });
  execFileSync('node_modules/.bin/tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' });
  chmodSync(bin, 0o755);
  // Broken knowledge is told at start, with its problems; a build without the snapshot only starts more slowly.
  const { writeSnapshot } = createRequire(import.meta.url)(resolve('dist/src/knowledge/snapshot.js'));
  writeSnapshot('knowledge', 'dist/knowledge.json');
}
