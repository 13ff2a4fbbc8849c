import { PassThrough } from 'node:stream';
import { createTerminal } from '../../adapters/terminal';
import { encode } from '../../src/command';
import type { Reply } from '../../src/reply';
import type { Handle, Request } from '../../src/request';
import { testDesk } from '../support/desk';
import { collector, until } from '../support/streams';

test('a number typed while a search runs presses its Cancel at once, and none of the answer before', async () => {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  const output = Object.assign(collector(), { isTTY: true, columns: 500 });
  const terminal = createTerminal({ input, output });
  const payload = encode({ name: 'cancel', run: 'r1' }, 'en');
  const button = (label: string): Reply => ({
    kind: 'reply',
    title: `with ${label}`,
    blocks: [{ kind: 'buttons', buttons: [{ label, payload, opens: 'reply' }] }],
  });
  const seen: Request[] = [];
  let finish: (reply: Reply) => void = () => {};
  const handle: Handle = async (request, { show }) => {
    seen.push(request);
    if (request.kind !== 'message') {
      finish(button('ended'));
      return button('canceled');
    }
    if (request.text !== 'second') return button(request.text === 'first' ? 'old' : 'new');
    await until(() => output.text().includes('go on'), 'what is typed early');
    show(button('Cancel'));
    return new Promise<Reply>((resolve) => (finish = resolve));
  };
  const ended = terminal.start(testDesk(handle));
  await until(() => output.text().includes('> '), 'the prompt');
  input.write('first\r');
  await until(() => output.text().includes('with old'), 'the first answer');
  input.write('second\r');
  // Nothing of the second answer is there yet: this waits for its turn.
  input.write('go on\r');
  await until(() => output.text().includes('with Cancel'), 'the search');
  input.write('1\r');
  await until(() => output.text().includes('with ended'), 'the end of the search');
  expect(seen.map(({ kind }) => kind).slice(0, 4)).toEqual(['opened', 'message', 'message', 'press']);
  await terminal.stop();
  await ended;
});

test('the input that ends while a form is filled ends the chat', async () => {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  const output = Object.assign(collector(), { isTTY: true, columns: 500 });
  const terminal = createTerminal({ input, output });
  const payload = encode({ name: 'escalate' }, 'en');
  const handle: Handle = async (request) =>
    request.kind === 'message'
      ? { kind: 'form', title: 'the form', fields: [{ name: 'a', label: 'A' }], submitLabel: 'ok', payload }
      : { kind: 'reply', blocks: [] };
  const ended = terminal.start(testDesk(handle));
  await until(() => output.text().includes('> '), 'the prompt');
  input.write('form\r');
  await until(() => output.text().includes('A: '), 'the first question');
  input.write('\u0004');
  await ended;
  expect(output.text()).toContain('the form');
});
