import type { Block, Form, Reply } from '../../src/reply';
import type { Handle, Request } from '../../src/request';
import { until } from '../support/streams';
import { equivalents, features, type Feature, type Platform } from './features';
import type { Place } from '../../src/ports';

/** A chat adapter as a person uses it, driven by a test. */
export interface Seat {
  /** Starts the adapter on a handle and resolves when a person can write; after `patienceMs` an answer has taken long. */
  start(handle: Handle, patienceMs?: number): Promise<void>;
  say(text: string): void;
  /** Presses the button with this label, as last shown. */
  press(label: string): void;
  /** Fills the form that was opened, in the order of its fields, and sends it. */
  fill(values: readonly string[]): void;
  /** Everything shown so far, as text. */
  seen(): string;
  announce(reply: Reply, place?: Place): Promise<void>;
  stop(): Promise<void>;
  /** Calls a command by its name, in the platform's way. */
  command(word: 'grep', text: string): void;
  /* What follows is left out where the platform has an equivalent instead; see features.ts. */
  give?(name: string, content: string): void;
  /** Has a message of somebody else's diagnosed. */
  diagnose?(text: string): void;
  openPage?(): void;
  /** Says something without a mention, below an answer. */
  overhear?(text: string): void;
  sayTwice?(text: string): void;
  sayAsGuest?(text: string): void;
  /** What all see, and what one person alone sees, of everything shown so far. */
  shared?(): string;
  alone?(): string;
  /** Asks something for oneself, and shares its answer. */
  askAndShare?(text: string): Promise<void>;
  /** All of the text file with this name, however the platform hands it over. */
  wholeOf?(name: string): Promise<string>;
  /** Resolves when the bot has kept what it posted. */
  settled?(): Promise<void>;
  /** Was the person called? */
  isCalled?(): boolean;
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
export function describeChatAdapter(name: Platform, openSeat: () => Seat): void {
  const promised = new Set<string>();
  /** A case of the contract; skipped where the platform has an equivalent, which is then its reason. */
  const promise = (feature: Feature, run: () => Promise<void>) => {
    promised.add(feature);
    const instead = equivalents[name][feature];
    if (instead === undefined) test(feature, run);
    else test.skip(`${feature} (instead: ${instead})`, run);
  };

  describe(`the ${name} adapter`, () => {
    let seat: Seat;
    let requests: Request[];
    let answer: (request: Request, show: (reply: Reply) => void) => Promise<Reply | Form> | Reply | Form;

    const started = async () => {
      await seat.start(async (request, { show }) => {
        requests.push(request);
        return answer(request, show);
      }, 300);
      requests.length = 0;
    };
    const asked = (count = 1) => until(() => requests.length >= count, `${count} requests`);
    const sees = (text: string) => until(() => seat.seen().includes(text), `"${text}" to be shown`);

    beforeEach(async () => {
      seat = openSeat();
      requests = [];
      answer = (request) => reply(`answered ${request.kind}`);
      await started();
    });
    afterEach(() => seat.stop());

    promise('hands over a message as it was written, in both languages', async () => {
      seat.say('unicloud 主机启动 «log» 🙂 a  b');
      await until(() => requests.length === 1, 'the request');
      expect(requests[0]).toMatchObject({
        kind: 'message',
        text: 'unicloud 主机启动 «log» 🙂 a  b',
        files: [],
      });
    });

    promise('takes a pasted text of several lines as one message', async () => {
      seat.say('Traceback:\n  File "a.py"\nValueError: no');
      await until(() => requests.length > 0, 'the request');
      expect(requests).toEqual([
        expect.objectContaining({ text: 'Traceback:\n  File "a.py"\nValueError: no' }),
      ]);
    });

    promise('gives every request an id of its own, and the exchange one thread', async () => {
      seat.say('first');
      await sees('answered message');
      seat.say('second');
      await until(() => requests.length === 2, 'the second request');
      expect(requests[0]?.id).not.toBe(requests[1]?.id);
      expect(requests[0]?.thread).toEqual(requests[1]?.thread);
      expect(requests[0]?.asker.id).toBeTruthy();
    });

    promise(
      'shows every kind of block: text, fields, tables, excerpts, steps, buttons, notes and files',
      async () => {
        for (const [at, [word, block]] of everyKind.entries()) {
          answer = () => reply(`title ${at}`, block);
          seat.say('show');
          await sees(`title ${at}`);
          await sees(word);
        }
      },
    );

    promise('presses a button: its payload arrives unchanged', async () => {
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

    promise('shows progress and then the answer, the answer last', async () => {
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

    promise('asks a form and hands over what was filled in', async () => {
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

    promise('shows the errors of a form and keeps what was typed', async () => {
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

    promise('shows hostile text as text: nothing in it can steer what shows it', async () => {
      const hostile = 'log \u001B]0;owned\u0007 \u001B[2J <!channel> <at>all</at> [x](http://e) \u202Egnp';
      answer = () => reply('hostile title \u001B[31m', line(hostile), { kind: 'excerpt', lines: [hostile] });
      seat.say('show');
      await sees('hostile title');
      expect(seat.seen()).not.toMatch(/\u001B\](?!133)|\u001B\[2J|\u001B\[31m|\u0007|\u202E/);
    });

    promise('says how much it left out of a long excerpt', async () => {
      answer = () =>
        reply('long', { kind: 'excerpt', lines: Array.from({ length: 5_000 }, (_, at) => `line ${at}`) });
      seat.say('show');
      await until(() => /\d+ more lines/.test(seat.seen()), 'the count of lines left out');
    });

    promise('tells what nobody asked for, and goes on', async () => {
      await seat.announce(reply('the knowledge was reloaded'));
      await sees('the knowledge was reloaded');
      answer = () => reply('still here');
      seat.say('there?');
      await sees('still here');
    });

    promise('answers the next message when one answer was a failure', async () => {
      answer = () => ({ ...reply('that failed'), tone: 'failure' });
      seat.say('first');
      await sees('that failed');
      answer = () => reply('that worked');
      seat.say('second');
      await sees('that worked');
    });

    promise('knows the commands by their names', async () => {
      seat.command('grep', '"volume gone" in unicloud-engine');
      await asked();
      expect(requests[0]).toMatchObject({ kind: 'message', text: 'grep "volume gone" in unicloud-engine' });
    });

    promise('reads a log file that somebody gives it', async () => {
      seat.give?.('engine.log', 'ERROR in a file');
      await asked();
      const [file] = (requests[0] as Extract<Request, { kind: 'message' }>).files;
      const bytes = await file?.read(new AbortController().signal);
      expect([file?.name, Buffer.from(bytes ?? []).toString('utf8')]).toEqual([
        'engine.log',
        'ERROR in a file',
      ]);
    });

    promise('diagnoses a message of somebody else when asked to', async () => {
      seat.diagnose?.('ERROR of <somebody> else');
      await asked();
      expect(requests[0]).toMatchObject({
        kind: 'message',
        as: 'diagnose',
        text: 'ERROR of <somebody> else',
      });
    });

    promise('has a page of its own for who opens it', async () => {
      answer = () => reply('the page');
      seat.openPage?.();
      await asked();
      expect(requests[0]).toMatchObject({ kind: 'opened', surface: 'home' });
      await sees('the page');
    });

    promise('listens in a thread that it joined, without being mentioned', async () => {
      seat.say('first');
      await sees('answered message');
      await until(() => (seat.overhear?.('and then?'), requests.length > 1), 'what was overheard');
      expect(requests[1]).toMatchObject({ kind: 'message', text: 'and then?' });
    });

    promise('answers what arrives twice once', async () => {
      seat.sayTwice?.('once only');
      await asked();
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(requests).toHaveLength(1);
    });

    promise('knows a guest from the others', async () => {
      seat.sayAsGuest?.('from outside');
      seat.say('from inside');
      await asked(2);
      const isOutside = (text: string) =>
        requests.find((each) => each.kind === 'message' && each.text === text)?.asker.isOutside ?? false;
      expect([isOutside('from outside'), isOutside('from inside')]).toEqual([true, false]);
    });

    promise('hands over all of a long text', async () => {
      const content = Array.from({ length: 75 }, (_, at) => `line ${at} of the file`).join('\n');
      answer = () => reply('a long text', { kind: 'file', name: 'results.txt', content });
      seat.say('show');
      await sees('a long text');
      const whole = (await seat.wholeOf?.('results.txt')) ?? '';
      for (const each of content.split('\n')) expect(whole).toContain(each);
    });

    promise('keeps what is for one person from the others', async () => {
      answer = () => ({ ...reply('for one alone'), isForAsker: true });
      seat.say('mine');
      await until(() => (seat.alone?.() ?? '').includes('for one alone'), 'the answer');
      expect(seat.shared?.()).not.toContain('for one alone');
    });

    promise('shares with all what one person asked for themselves', async () => {
      await seat.askAndShare?.('mine');
      await until(() => (seat.shared?.() ?? '').includes('answered press'), 'the shared answer');
      expect(seat.shared?.()).not.toContain('answered message');
    });

    promise('calls who asked to an answer that took long', async () => {
      answer = async () => {
        await new Promise((resolve) => setTimeout(resolve, 400));
        return reply('at last');
      };
      seat.say('take your time');
      await until(() => seat.isCalled?.() === true, 'the call');
      await sees('at last');
    });

    promise('tells a thread what became of it', async () => {
      seat.say('first');
      await sees('answered message');
      await seat.announce(reply('it was cut off'), { thread: (requests[0] as Request).thread });
      await sees('it was cut off');
    });

    const oneButton = (once?: true): Block => ({
      kind: 'buttons',
      buttons: [{ label: 'Solved', payload: 'x', opens: 'reply', ...(once ? { once } : {}) }],
    });

    promise('says who used a button that works once', async () => {
      answer = ({ kind }) => (kind === 'message' ? reply('is it?', oneButton(true)) : reply('noted'));
      seat.say('ask');
      await sees('Solved');
      await seat.settled?.();
      seat.press('Solved');
      await until(() => /✓ \S+: Solved/.test(seat.seen()), 'who pressed it');
    });

    promise('tells a refusal to who pressed alone', async () => {
      answer = ({ kind }) =>
        kind === 'message' ? reply('may I?', oneButton()) : { ...reply('you may not'), tone: 'failure' };
      seat.say('ask');
      await sees('Solved');
      await seat.settled?.();
      seat.press('Solved');
      await until(() => (seat.alone?.() ?? '').includes('you may not'), 'the refusal');
      expect(seat.shared?.()).not.toContain('you may not');
    });

    promise('keeps a value of a form whole that no input takes', async () => {
      const value = `begin ${'x'.repeat(9_000)} end`;
      const form: Form = {
        kind: 'form',
        title: 'Form',
        payload: 'p',
        submitLabel: 'Send',
        fields: [{ name: 'error', label: 'Error text', value, isLong: true }],
      };
      answer = (request) => (request.kind === 'submit' ? reply('form taken') : form);
      seat.say('form');
      await sees('Error text');
      seat.fill(['']);
      await sees('form taken');
      expect(requests.at(-1)).toMatchObject({ kind: 'submit', values: { error: value } });
    });

    test('promises every feature of the table', () => {
      expect([...promised].sort()).toEqual(Object.values(features).flat().sort());
    });
  });
}
