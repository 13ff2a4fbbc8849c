// `npm run e2e:slack` and `npm run e2e:teams`: fetch a chat platform's peer, which is no dependency, and run its tests where
// only loopback is reachable, because the peers listen on every address.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', '.e2e');
const peers = {
  slack: {
    name: 'local-slack-linux-x64',
    version: '0.1.8',
    program: 'local-slack-linux-x64/bin/local-slack',
    runsIn: 'LOCAL_SLACK',
    skipped: process.platform !== 'linux' || process.arch !== 'x64' ? 'it runs on Linux on x64 alone' : '',
  },
  // Microsoft's own client, licensed for evaluation: fetched for a trial, never a required step.
  teams: {
    name: '@microsoft/m365agentsplayground',
    version: '0.2.28',
    program: '.bin/agentsplayground',
    runsIn: 'TEAMS_PLAYGROUND',
    skipped: process.platform !== 'linux' ? 'its tests need a network of their own, which Linux has' : '',
  },
};

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (error) throw error;
  return status ?? 1;
}

const chat = process.argv[2];
const peer = peers[chat];
if (!peer) throw new Error(`expected one of ${Object.keys(peers).join(', ')}`);
if (peer.skipped) {
  console.log(`skipped: ${peer.name}: ${peer.skipped}`);
  process.exit(0);
}
const program = join(folder, 'node_modules', peer.program);
if (!existsSync(program)) {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'package.json')))
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const wanted = `${peer.name}@${peer.version}`;
  const code = run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', wanted], {
    cwd: folder,
  });
  if (code !== 0) process.exit(code);
}
// In CI a skipped test is a failed one: the browser has to be there.
const alone = 'busybox ifconfig lo 127.0.0.1 up';
const isRoot = process.getuid() === 0;
process.exit(
  run('unshare', [isRoot ? '-n' : '-rn', 'sh', '-c', `${alone} && exec npx jest test/e2e/${chat}-`], {
    env: { ...process.env, [peer.runsIn]: program },
  }),
);
