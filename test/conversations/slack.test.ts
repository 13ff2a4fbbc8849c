import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escaped } from '../../adapters/slack/text';
import { testBot } from '../support/bot';
import { testDesk } from '../support/desk';
import { buttonsIn, startSlack, textsOf } from '../support/slack';
import { openSlackApi } from '../support/slack-api';
import { until } from '../support/streams';
import { bare, labelOf, linesOf, turnsOf } from '../support/transcripts';

/*
 * The same conversations in Slack, through Bolt: whatever a transcript has at the terminal stands in the message, line by
 * line, and in its files. Only spaces and the marks of columns may differ.
 */

const files = readdirSync(__dirname).filter((name) => name.endsWith('.txt'));

test.each(files)('%s', async (file) => {
  const api = await openSlackApi();
  const slack = await startSlack(testDesk(testBot()), api);
  try {
    let before = '';
    let compared = 0;
    for (const { typed, expected } of turnsOf(readFileSync(join(__dirname, file), 'utf8'))) {
      const posted = api.of('chat.postMessage').length;
      const label = /^\d+$/.test(typed) ? labelOf(before, typed) : undefined;
      if (label === undefined) await slack.message(escaped(typed));
      else
        await slack.press(buttonFor(label), {
          channel: { id: 'D01' },
          container: { channel_id: 'D01', message_ts: '1.1' },
        });
      await until(() => api.of('chat.postMessage').length > posted, `an answer to "${typed}"`);
      await new Promise((resolve) => setTimeout(resolve, 30));
      const [message] = api.of('chat.postMessage').slice(-1);
      const shown = bare(
        [...textsOf(message?.['blocks']), ...api.uploads.map(({ content }) => content)].join('\n'),
      );
      for (const line of linesOf(expected)) expect(shown).toContain(bare(line));
      compared += linesOf(expected).length;
      before = expected;
    }
    expect(compared).toBeGreaterThan(10);
  } finally {
    await slack.slack.stop();
    await api.close();
  }

  function buttonFor(label: string) {
    const all = api.of('chat.postMessage').flatMap((args) => buttonsIn(args['blocks']));
    const button = all.findLast(
      (each) => each.label === label || label.startsWith(each.label.replace(/…$/, '')),
    );
    if (!button) throw new Error(`no button "${label}"`);
    return button;
  }
});
