// `npm run e2e:slack`: fetches the Slack peer, which is no dependency, and runs its tests where only loopback is reachable,
// because the peer listens on every address.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const peer = 'local-slack-linux-x64';
const version = '0.1.8';
const folder = join(import.meta.dirname, '..', '.e2e');
const program = join(folder, 'node_modules', peer, 'bin', 'local-slack');

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (error) throw error;
  return status ?? 1;
}

if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.log(`skipped: ${peer} runs on Linux on x64 alone`);
  process.exit(0);
}
if (!existsSync(program)) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const code = run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', `${peer}@${version}`], {
    cwd: folder,
  });
  if (code !== 0) process.exit(code);
}
// In CI a skipped test is a failed one: the browser has to be there.
const tests = 'npx jest test/e2e/slack';
const alone = 'busybox ifconfig lo 127.0.0.1 up';
const isRoot = process.getuid() === 0;
process.exit(
  run('unshare', [isRoot ? '-n' : '-rn', 'sh', '-c', `${alone} && exec ${tests}`], {
    env: { ...process.env, LOCAL_SLACK: program },
  }),
);
