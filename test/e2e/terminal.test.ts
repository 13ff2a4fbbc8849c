import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { endAll, exitOf, start } from '../support/children';
import { projectFolder } from '../support/knowledge';
import { until } from '../support/streams';

const bin = join(projectFolder, 'dist/src/main.js');
// util-linux's script(1) gives the program a real terminal of its own.
const hasScript = spawnSync('script', ['--version']).status === 0;
if (!hasScript && process.env['CI']) throw new Error('CI has to have script(1) (package bsdutils)');
const atTerminal = hasScript ? test : test.skip;
if (!hasScript) process.stderr.write('skipped: the chat at a real terminal (needs script(1))\n');

afterEach(endAll);

function openTerminal() {
  const child = start('script', ['-qfec', `stty cols 200; ${process.execPath} ${bin} serve`, '/dev/null'], {
    env: { ...process.env, NO_COLOR: '1', TERM: 'xterm' },
  });
  let screen = '';
  child.stdout.on('data', (chunk: Buffer) => (screen += chunk.toString('utf8')));
  const ended = exitOf(child);
  return {
    type: (text: string) => void child.stdin.write(text),
    sees: (text: string) => until(() => screen.includes(text), `"${text}" on the screen`),
    screen: () => screen,
    ended,
  };
}

atTerminal(
  'a chat at a real terminal: greeting, question, press, a paste of several lines as one message, Ctrl-D',
  async () => {
    const terminal = openTerminal();
    await terminal.sees('Hello, this is Sherlog.');
    await terminal.sees('\u001B[?2004h');
    terminal.type('unicloud log at host boot\r');
    await terminal.sees('The same for every storage mode.');
    terminal.type('1\r');
    await terminal.sees('Host boot (block storage) · unicloud');
    terminal.type('\u001B[200~hi team\nwhere is the hamal log?\nthanks\u001B[201~\r');
    await terminal.sees('/var/log/hamal/hamal-period.log');
    expect(terminal.screen()).not.toContain('I found no stage');
    terminal.type('\u0004');
    expect(await terminal.ended).toBe(0);
    expect(terminal.screen()).toContain('\u001B[?2004l');
  },
);

atTerminal('Ctrl-C ends the chat when nothing runs, with exit code 0', async () => {
  const terminal = openTerminal();
  await terminal.sees('> ');
  terminal.type('\u0003');
  expect(await terminal.ended).toBe(0);
});
