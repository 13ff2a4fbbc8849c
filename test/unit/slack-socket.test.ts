import { createSlack } from '../../adapters/slack';
import { slashCommands } from '../../src/config/chat-schema';
import { testBot } from '../support/bot';
import { testDesk } from '../support/desk';
import { openSlackApi, type Reaction } from '../support/slack-api';

/** Starts Socket Mode against a Web API that answers so; resolves to what the start says. */
async function started(react: Reaction): Promise<string> {
  const api = await openSlackApi(react);
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const slack = createSlack(
    {
      transport: 'socket',
      answers: 'channel',
      history: false,
      commands: slashCommands,
      botToken: 'xoxb-test',
      appToken: 'xapp-test',
      apiUrl: api.url,
    },
    silent,
  );
  const told = await slack.start(testDesk(testBot())).then(
    () => 'started',
    (error: Error) => error.message,
  );
  await slack.stop().catch(() => undefined);
  await api.close();
  return told;
}
const refusing =
  (method: string, error: string): Reaction =>
  (call) =>
    call.method === method ? { body: { ok: false, error } } : undefined;

test('an app-level token that Slack refuses is told at the start, with its page', async () => {
  expect(await started(refusing('apps.connections.open', 'invalid_auth'))).toMatch(
    /^SLACK_APP_TOKEN: Slack refuses it \(invalid_auth\).*App-Level Tokens/,
  );
});

test('a bot token that Slack refuses is told at the start, with its page', async () => {
  expect(await started(refusing('auth.test', 'token_revoked'))).toMatch(
    /^SLACK_BOT_TOKEN: Slack refuses it \(token_revoked\).*OAuth & Permissions/,
  );
});
