import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endAll, exitOf, start } from '../support/children';
import { projectFolder } from '../support/knowledge';
import {
  alice,
  describeWithLocalSlack,
  general,
  signingSecret,
  startLocalSlack,
  type LocalSlack,
  type PeerMessage,
} from '../support/local-slack';
import { filled } from '../support/modal';
import { signed } from '../support/signed';
import { buttonsIn, textsOf } from '../support/slack';
import { consoleNode, startSshd, type Sshd } from '../support/sshd';
import { until } from '../support/streams';

/*
 * The built program in a Slack that is not ours, with nodes behind a real sshd. `npm run e2e:slack` fetches the peer and
 * runs this where nothing but loopback is reachable.
 */

const paste = 'Failed to attach volume 6ec3e693-69f7-4129-a43a-16eebe74b528: could not be found. (HTTP 404)';
const ports = { socket: 42_10, http: 42_20, bot: 42_21 };
const wordsOf = ({ text = '', blocks }: PeerMessage) => [text, ...textsOf(blocks)].join('\n');

/** The answers of a peer's channel, waited for. */
async function found(
  slack: LocalSlack,
  isMeant: (message: PeerMessage) => boolean,
  label: string,
  channel = general,
): Promise<PeerMessage> {
  const deadline = Date.now() + 40_000;
  for (;;) {
    const message = (await slack.messages(channel)).findLast(
      (each) => each.user === 'U0BOT' && isMeant(each),
    );
    if (message) return message;
    if (Date.now() > deadline)
      throw new Error(
        `waited in vain for ${label}: ${JSON.stringify((await slack.messages(channel)).slice(-2))}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
const says = (text: string) => (message: PeerMessage) => wordsOf(message).includes(text);
const buttonOf = (message: PeerMessage, label: string) => {
  const button = buttonsIn(message.blocks).find((each) => each.label === label);
  if (!button) throw new Error(`no button "${label}" in ${wordsOf(message)}`);
  return button;
};
describeWithLocalSlack('Slack, end to end, against a peer', () => {
  jest.setTimeout(300_000);
  let folder: string;
  let sshd: Sshd;
  let bot: ReturnType<typeof start>;
  let slack: LocalSlack;

  beforeAll(async () => {
    sshd = await startSshd();
    folder = mkdtempSync(join(tmpdir(), 'sherlog-e2e-'));
    const lines = Array.from(
      { length: 60 },
      (_, at) => `2026-11-21 10:00:${String(at % 60).padStart(2, '0')} ERROR volume gone ${at}`,
    );
    writeFileSync(join(folder, 'a.log'), `${lines.join('\n')}\n`);
    writeFileSync(join(folder, 'big.log'), 'begin\n');
    // Read for seconds, without filling a disk.
    truncateSync(join(folder, 'big.log'), 40 * 2 ** 30);
  });
  afterAll(() => {
    sshd.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const configure = (transport: 'socket' | 'http') =>
    writeFileSync(
      join(folder, 'sherlog.yaml'),
      JSON.stringify({
        log: { level: 'error' },
        slack: { transport },
        http: { host: '127.0.0.1', port: ports.bot },
        store: { folder: './kept' },
        audit: { key: './audit.key' },
        nodes: [consoleNode(sshd, { roots: [folder], search: { persons: [`T01TEST/${alice}`] } })],
      }),
    );

  /** Starts the program, and waits until it answers. */
  async function startBot(env: Record<string, string>): Promise<void> {
    bot = start(
      process.execPath,
      [join(projectFolder, 'dist/src/main.js'), 'serve', '--config', 'sherlog.yaml'],
      {
        cwd: folder,
        env: {
          ...process.env,
          SLACK_BOT_TOKEN: 'xoxb-test-token',
          SLACK_API_URL: `${slack.base}/api/`,
          ...env,
        },
      },
    );
    bot.stderr.on('data', (chunk: Buffer) => process.stderr.write(chunk));
    const deadline = Date.now() + 60_000;
    for (let at = 0; ; at += 1) {
      await slack.command('/sherlog', `help ${at}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
      if ((await slack.messages()).some(({ user }) => user === 'U0BOT')) return;
      if (Date.now() > deadline) throw new Error('the bot does not answer');
    }
  }

  describe('by Socket Mode', () => {
    const env = { SLACK_APP_TOKEN: 'xapp-test-token' };
    beforeAll(async () => {
      configure('socket');
      slack = await startLocalSlack(ports.socket);
      await startBot(env);
    });
    afterAll(() => {
      endAll();
      slack.stop();
    });

    test('a slash command is answered in the channel, with who asked', async () => {
      await slack.command('/logs', 'unicloud at host boot, block storage');
      const answer = await found(slack, says('unicloud-engine.log'), 'the place of the log');
      expect(answer.thread_ts).toBeUndefined();
      expect(wordsOf(answer)).toContain('/logs');
    });

    test('a mention is answered in its thread; a press of "Solved" says who pressed it', async () => {
      const ts = await slack.say(`<@U0BOT> ${paste}`);
      const answer = await found(slack, says('volume not found'), 'the known case');
      expect(answer.thread_ts).toBe(ts);
      await slack.press(answer.ts, buttonOf(answer, 'Solved'));
      await found(slack, (each) => each.ts === answer.ts && says('✓ alice: Solved')(each), 'who pressed');
      await found(slack, says('Noted as solved'), 'the thanks');
    });

    test('a search shows its lines, and all of them as a file in the thread', async () => {
      const ts = await slack.say(`<@U0BOT> grep "volume gone" in ${folder}/a.log on console-a`);
      const answer = await found(slack, says('hits for "volume gone"'), 'the hits');
      expect(answer.thread_ts).toBe(ts);
      const file = await found(
        slack,
        ({ files = [], thread_ts: parent }) => files.length > 0 && parent === ts,
        'the file',
      );
      const [{ url_private_download: url } = { url_private_download: '' }] = file.files ?? [];
      const content = await fetch(url, { headers: { authorization: 'Bearer xoxb-test-token' } });
      expect(await content.text()).toContain('ERROR volume gone 59');
    });

    test('a search that takes long is canceled by its button', async () => {
      await slack.say(`<@U0BOT> grep "never there" in ${folder}/big.log on console-a`);
      const progress = await found(slack, says('reading'), 'the progress');
      await slack.press(progress.ts, buttonOf(progress, 'Cancel'));
      await found(
        slack,
        (each) => each.ts === progress.ts && says('Canceled')(each),
        'the end of the search',
      );
    });

    test('a ticket is drafted in a modal: errors at the field, then a card in the thread', async () => {
      const ts = await slack.say(`<@U0BOT> ${paste}`);
      const answer = await found(
        slack,
        (each) => each.thread_ts === ts && says('volume not found')(each),
        'the case',
      );
      await slack.press(answer.ts, buttonOf(answer, 'Escalate'));
      await until(() => slack.page.seen.modals.length > 0, 'the form');
      const [view] = slack.page.seen.modals.slice(-1);
      if (!view) throw new Error('no modal');
      slack.page.submit(filled(view, { summary: ' ' }));
      await until(() => slack.page.seen.errors !== undefined, 'the errors');
      expect(slack.page.seen.errors).toEqual({ summary: 'a ticket needs a short description' });
      slack.page.submit(filled(view, { product: 'HyperBDR', priority: 'P2', company: 'Plant 7' }));
      const card = await found(slack, says('Ticket draft 1'), 'the card');
      expect(card.thread_ts).toBe(ts);
      expect(wordsOf(card)).toContain('HyperBDR');
      await slack.press(card.ts, buttonOf(card, 'Mark as submitted'));
      await until(() => slack.page.seen.modals.length > 0, 'the form for the number');
      const [number] = slack.page.seen.modals.slice(-1);
      slack.page.submit(filled(number ?? view, { ticket: 'OP-4711' }));
      await found(slack, says('OP-4711'), 'the submitted ticket');
    });

    test('a log that is dropped in the direct messages is read', async () => {
      await slack.upload('engine.log', `2026-11-21 10:00:00 ERROR ${paste}\n`.repeat(30));
      const channel = await slack.directMessages();
      await found(slack, says('volume not found'), 'the known case', channel);
    });

    test('an image is asked for as text', async () => {
      await slack.upload('screen.png', 'not read anyway');
      await found(slack, says('Paste the text'), 'the sentence', await slack.directMessages());
    });

    test("the bot's own page shows the nodes that may be searched", async () => {
      await slack.openHome();
      await until(() => slack.page.seen.homes.length > 0, 'the page');
      expect(textsOf(slack.page.seen.homes.at(-1)).join('\n')).toMatch(/161 error cases[\s\S]*console-a/);
    });

    test('killed in the middle of a search: after the restart its message says so, and old buttons work', async () => {
      const ts = await slack.say(`<@U0BOT> ${paste}`);
      const before = await found(
        slack,
        (each) => each.thread_ts === ts && says('volume not found')(each),
        'the case',
      );
      await slack.say(`<@U0BOT> grep "never there" in ${folder}/big.log on console-a`);
      const progress = await found(slack, says('reading'), 'the progress');
      const ended = exitOf(bot);
      bot.kill('SIGKILL');
      await ended;
      await startBot(env);
      const told = await found(
        slack,
        (each) => each.ts === progress.ts && says('cut off')(each),
        'what became of it',
      );
      expect(buttonOf(told, 'Search again')).toBeTruthy();
      await slack.press(before.ts, buttonOf(before, 'Not it'));
      await found(slack, (each) => each.ts === before.ts && says('✓ alice: Not it')(each), 'the press');
    });

    test('when Slack was away, the connection comes back by itself', async () => {
      slack.stop();
      slack = await startLocalSlack(ports.socket);
      await found(
        {
          ...slack,
          messages: async () => (await slack.command('/logs', 'hamal at data sync'), slack.messages()),
        },
        says('hamal'),
        'an answer after the return',
      );
    });

    // What does not end within the time it gets is in test/e2e/service.test.ts, on a node that froze.
    test('asked to end, it waits for the search that is running, and what became of it takes the place of its progress', async () => {
      await slack.say(`<@U0BOT> grep "never there" in ${folder}/big.log on console-a`);
      const progress = await found(slack, says('reading'), 'the progress');
      const ended = exitOf(bot);
      bot.kill('SIGTERM');
      expect(await ended).toBe(0);
      const isEnd = (each: PeerMessage) => /Could not search for "never there"|cut off/.test(wordsOf(each));
      await found(slack, (each) => each.ts === progress.ts && isEnd(each), 'what became of it');
    });
  });

  describe('by signed HTTP', () => {
    const url = `http://127.0.0.1:${ports.bot}/slack/events`;
    beforeAll(async () => {
      configure('http');
      slack = await startLocalSlack(ports.http, url);
      await startBot({ SLACK_SIGNING_SECRET: signingSecret });
    });
    afterAll(() => {
      endAll();
      slack.stop();
    });

    test('a mention is answered in its thread, and its button opens the form', async () => {
      const ts = await slack.say(`<@U0BOT> ${paste}`);
      const answer = await found(
        slack,
        (each) => each.thread_ts === ts && says('volume not found')(each),
        'the case',
      );
      await slack.press(answer.ts, buttonOf(answer, 'Escalate'));
      await until(() => slack.page.seen.modals.length > 0, 'the form');
    });

    const sent = (body: string, secret: string) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded', ...signed(body, secret) };
      return fetch(url, { method: 'POST', headers, body });
    };
    const shortcut = (message: object, trigger: string) =>
      `payload=${encodeURIComponent(
        JSON.stringify({
          type: 'message_action',
          callback_id: 'diagnose_message',
          team: { id: 'T01TEST', domain: 'acme' },
          user: { id: alice, team_id: 'T01TEST' },
          channel: { id: general, name: 'general' },
          trigger_id: trigger,
          response_url: `${slack.base}/_hooks/response/none`,
          message,
        }),
      )}`;

    test("the shortcut diagnoses an alert's message, with what stands in its attachments", async () => {
      const ts = await slack.say('an alert');
      const alert = { ts, bot_id: 'B9', text: '', attachments: [{ title: 'boot failed', text: paste }] };
      const response = await sent(shortcut(alert, 'trigger-1'), signingSecret);
      expect(response.status).toBe(200);
      await found(slack, (each) => each.thread_ts === ts && says('volume not found')(each), 'the case');
    });

    test('a request that Slack did not sign is refused', async () => {
      const ts = await slack.say('another alert');
      const response = await sent(shortcut({ ts, text: paste }, 'trigger-2'), 'another secret');
      expect(response.status).toBe(401);
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect((await slack.messages()).filter(({ thread_ts: parent }) => parent === ts)).toEqual([]);
    });
  });
});
