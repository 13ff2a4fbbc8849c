import type { Block, Form, Reply } from '../../src/reply';
import type { Handle, Request } from '../../src/request';
import { until } from '../support/streams';

/** A chat adapter as a person uses it, driven by a test. */
export interface Seat {
  /** Starts the adapter on a handle and resolves when a person can write. */
  start(handle: Handle): Promise<void>;
  say(text: string): void;
  /** Presses the button with this label, as last shown. */
  press(label: string): void;
  /** Fills the form that was opened, in the order of its fields, and sends it. */
  fill(values: readonly string[]): void;
  /** Everything shown so far, as text. */
  seen(): string;
  announce(reply: Reply): Promise<void>;
  stop(): Promise<void>;
}

const line = (text: string): Block => ({ kind: 'text', lines: [[text]] });
const reply = (text: string, ...blocks: Block[]): Reply => ({ kind: 'reply', title: text, blocks });

/** One block of every kind, with a word to find it by. */
const everyKind: readonly (readonly [word: string, block: Block])[] = [
  ['plain words', line('plain words')],
  ['field value', { kind: 'fields', fields: [{ label: 'Label', value: ['field value'] }] }],
  ['cell', { kind: 'table', columns: ['Column'], rows: [[['cell']]] }],
  ['excerpt line', { kind: 'excerpt', lines: ['before', 'excerpt line'], firstLine: 41, hits: [1] }],
  ['step name', { kind: 'steps', steps: [{ label: 'step name', state: 'running', detail: '3 s' }] }],
  ['button name', { kind: 'buttons', buttons: [{ label: 'button name', payload: '{}', opens: 'reply' }] }],
  ['a note', { kind: 'note', lines: [['a note']] }],
  ['file content', { kind: 'file', name: 'evidence.txt', content: 'file content' }],
];

/** What every chat adapter promises, whatever it talks to. */
export function describeChatAdapter(name: string, openSeat: () => Seat): void {
  describe(`the ${name} adapter`, () => {
    let seat: Seat;
    let requests: Request[];
    let answer: (request: Request, show: (reply: Reply) => void) => Promise<Reply | Form> | Reply | Form;

    const started = async () => {
      await seat.start(async (request, { show }) => {
        requests.push(request);
        return answer(request, show);
      });
      requests.length = 0;
    };
    const sees = (text: string) => until(() => seat.seen().includes(text), `"${text}" to be shown`);

    beforeEach(async () => {
      seat = openSeat();
      requests = [];
      answer = (request) => reply(`answered ${request.kind}`);
      await started();
    });
    afterEach(() => seat.stop());

    test('hands over a message as it was written, in both languages', async () => {
      seat.say('unicloud 主机启动 «log» 🙂 a  b');
      await until(() => requests.length === 1, 'the request');
      expect(requests[0]).toMatchObject({
        kind: 'message',
        text: 'unicloud 主机启动 «log» 🙂 a  b',
        files: [],
      });
    });

    test('takes a pasted text of several lines as one message', async () => {
      seat.say('Traceback:\n  File "a.py"\nValueError: no');
      await until(() => requests.length > 0, 'the request');
      expect(requests).toEqual([
        expect.objectContaining({ text: 'Traceback:\n  File "a.py"\nValueError: no' }),
      ]);
    });

    test('gives every request an id of its own, and the exchange one thread', async () => {
      seat.say('first');
      await sees('answered message');
      seat.say('second');
      await until(() => requests.length === 2, 'the second request');
      expect(requests[0]?.id).not.toBe(requests[1]?.id);
      expect(requests[0]?.thread).toEqual(requests[1]?.thread);
      expect(requests[0]?.asker.id).toBeTruthy();
    });

    test.each(everyKind)('shows a block with "%s"', async (word, block) => {
      answer = () => reply('title of it', block);
      seat.say('show');
      await sees('title of it');
      await sees(word);
    });

    test('presses a button: its payload arrives unchanged', async () => {
      const payload = JSON.stringify({ l: 'zh', c: { name: 'locate', query: { modules: ['porter'] } } });
      answer = ({ kind }) =>
        reply(kind, {
          kind: 'buttons',
          buttons: [
            { label: 'Other', payload: 'x', opens: 'reply' },
            { label: 'Porter', payload, opens: 'reply' },
          ],
        });
      seat.say('buttons');
      await sees('Porter');
      seat.press('Porter');
      await until(() => requests.length === 2, 'the press');
      expect(requests[1]).toMatchObject({ kind: 'press', payload });
    });

    test('shows progress and then the answer, the answer last', async () => {
      answer = (_, show) => {
        show(reply('reading 1 of 2'));
        return reply('both are read');
      };
      seat.say('work');
      await sees('both are read');
      expect(seat.seen().lastIndexOf('both are read')).toBeGreaterThan(
        seat.seen().lastIndexOf('reading 1 of 2'),
      );
    });

    test('asks a form and hands over what was filled in', async () => {
      const form: Form = {
        kind: 'form',
        title: 'Search form',
        payload: 'search',
        submitLabel: 'Search',
        fields: [
          { name: 'keyword', label: 'Keyword', required: true },
          { name: 'node', label: 'Node', value: 'console-a' },
        ],
      };
      answer = (request) => (request.kind === 'submit' ? reply('form taken') : form);
      seat.say('form');
      await sees('Keyword');
      seat.fill(['req-7c3f', '']);
      await sees('form taken');
      expect(requests.at(-1)).toMatchObject({
        kind: 'submit',
        payload: 'search',
        values: { keyword: 'req-7c3f', node: 'console-a' },
      });
    });

    test('shows the errors of a form and keeps what was typed', async () => {
      const form = (value?: string, errors?: Record<string, string>): Form => ({
        kind: 'form',
        title: 'Form',
        payload: 'p',
        submitLabel: 'Send',
        fields: [{ name: 'time', label: 'Time', ...(value ? { value } : {}) }],
        ...(errors ? { errors } : {}),
      });
      answer = (request) => {
        if (request.kind !== 'submit') return form();
        return request.values['time'] === '10:52'
          ? reply('time taken')
          : form(request.values['time'], { time: 'expected hh:mm' });
      };
      seat.say('form');
      await sees('Time');
      seat.fill(['soon']);
      await sees('expected hh:mm');
      await sees('soon');
      seat.fill(['10:52']);
      await sees('time taken');
    });

    test('shows hostile text as text: nothing in it can steer what shows it', async () => {
      const hostile = 'log \u001B]0;owned\u0007 \u001B[2J <!channel> <at>all</at> [x](http://e) \u202Egnp';
      answer = () => reply('hostile title \u001B[31m', line(hostile), { kind: 'excerpt', lines: [hostile] });
      seat.say('show');
      await sees('hostile title');
      expect(seat.seen()).not.toMatch(/\u001B\](?!133)|\u001B\[2J|\u001B\[31m|\u0007|\u202E/);
    });

    test('says how much it left out of a long excerpt', async () => {
      answer = () =>
        reply('long', { kind: 'excerpt', lines: Array.from({ length: 5_000 }, (_, at) => `line ${at}`) });
      seat.say('show');
      await until(() => /\d+ more lines/.test(seat.seen()), 'the count of lines left out');
    });

    test('tells what nobody asked for, and goes on', async () => {
      await seat.announce(reply('the knowledge was reloaded'));
      await sees('the knowledge was reloaded');
      answer = () => reply('still here');
      seat.say('there?');
      await sees('still here');
    });

    test('answers the next message when one answer was a failure', async () => {
      answer = () => ({ ...reply('that failed'), tone: 'failure' });
      seat.say('first');
      await sees('that failed');
      answer = () => reply('that worked');
      seat.say('second');
      await sees('that worked');
    });
  });
}
