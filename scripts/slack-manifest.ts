import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { manifestOf } from '../adapters/slack/manifest';
import { slashCommands } from '../src/config/chat-schema';
import { loadConfig } from '../src/config';

/*
 * `npm run slack:manifest` writes both manifests into deploy/slack/. With `-- --config sherlog.yaml` they have its names of
 * the slash commands and its `history`; with `-- --url https://sherlog.example.com` the second one has the real address.
 */

const { values } = parseArgs({
  options: { config: { type: 'string' }, url: { type: 'string' }, out: { type: 'string' } },
});
const { url = 'https://sherlog.example.com', out = 'deploy/slack' } = values;
const loaded = values.config === undefined ? undefined : loadConfig(values.config, tokens(), process.cwd());
if (loaded && 'problems' in loaded) throw new Error(loaded.problems.map(({ message }) => message).join('; '));
const { commands = slashCommands, history = false } = loaded?.config.slack ?? {};

mkdirSync(out, { recursive: true });
for (const [name, address] of [
  ['socket', undefined],
  ['http', `${url.replace(/\/$/, '')}/slack/events`],
] as const) {
  const file = join(out, `manifest.${name}.json`);
  writeFileSync(file, `${JSON.stringify(manifestOf({ commands, url: address, history }), null, 2)}\n`);
  process.stdout.write(`${file}\n`);
}

/** The settings are wanted, not the secrets. */
function tokens(): NodeJS.ProcessEnv {
  return { SLACK_BOT_TOKEN: 'none', SLACK_APP_TOKEN: 'none', SLACK_SIGNING_SECRET: 'none' };
}
