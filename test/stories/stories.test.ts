import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDemo } from '../../demo';
import { demoNodes } from '../../demo/nodes';
import { nodeSchema } from '../../src/nodes/schema';
import type { RemoteLogs, TicketPost } from '../../src/ports';
import { postSchema } from '../../src/ticket/post-schema';
import { testBot, type TestDeps } from '../support/bot';
import { openSlackApi } from '../support/slack-api';
import { nodeScript } from '../support/sshd';
import { play, terminalActor } from '../support/story';
import { slackActor } from '../support/story-slack';
import { teamsActor } from '../support/story-teams';

/*
 * Whole stories, from a pasted error to a submitted ticket, on the demo's nodes. Each is told once as a terminal shows it,
 * word for word (UPDATE_TRANSCRIPTS=1 writes what is said now), and lived through in Slack and in Teams, where the same has to
 * happen.
 */

const now = new Date('2026-11-21T12:00:00Z');
const stories = readdirSync(__dirname).filter((name) => name.endsWith('.txt'));
let remote: RemoteLogs;
beforeAll(async () => {
  remote = await openDemo(nodeScript, now.getTime());
});
afterAll(() => remote.close());
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A site whose logs everybody in the stories may search, and a post that takes everything. */
function office(): { readonly deps: TestDeps; readonly sent: string[] } {
  const sent: string[] = [];
  const post: TicketPost = {
    ways: ['folder', 'mail'],
    send: async (way, to, { summary }) => (
      sent.push(`${way} ${to}: ${summary}`),
      { isSent: true, detail: to }
    ),
  };
  const postConfig = postSchema.parse({
    mail: { host: 'mail', from: 'a@example.com', recipients: ['support@example.com'] },
  });
  const nodes = demoNodes.map((node) =>
    nodeSchema.parse({ ...node, search: { channels: ['C01', '19:general@thread.tacv2'] } }),
  );
  return { deps: { nodes, remote, now: () => now, post, postConfig }, sent };
}

/** Measured, and another each time. */
const steady = (text: string) => text.replace(/[+-]?\d+(?:\.\d+)? ms/g, '… ms').replace(/\.\d{3}Z/g, '.…Z');

test.each(stories)('%s, at a terminal', async (file) => {
  const path = join(__dirname, file);
  const story = readFileSync(path, 'utf8');
  const { deps, sent } = office();
  const told = steady(await play(story, terminalActor(testBot(deps))));
  expect(sent).toHaveLength(1);
  if (process.env['UPDATE_TRANSCRIPTS']) writeFileSync(path, told);
  else expect(told).toBe(story);
});

test.each(stories)(
  '%s, in Slack',
  async (file) => {
    const { deps, sent } = office();
    const api = await openSlackApi();
    const actor = await slackActor(testBot(deps), api);
    closing.push(actor.stop, api.close);
    const told = await play(readFileSync(join(__dirname, file), 'utf8'), actor);
    held(told, sent);
  },
  60_000,
);

test.each(stories)(
  '%s, in Teams',
  async (file) => {
    const { deps, sent } = office();
    const actor = await teamsActor(testBot(deps));
    held(await play(readFileSync(join(__dirname, file), 'utf8'), actor), sent);
  },
  60_000,
);

/** What has to happen in every chat. */
function held(told: string, sent: readonly string[]): void {
  expect(sent).toEqual([expect.stringMatching(/^mail support@example\.com: .*web-07/)]);
  for (const seen of ['storplus-engine', 'could not be found', 'eve@evil.example', 'OP-4711', 'P1'])
    expect(told).toContain(seen);
}
