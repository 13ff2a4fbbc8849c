import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buttonsOf, render } from '../../adapters/terminal/render';
import type { Button } from '../../src/reply';
import { message, press, replyOf, testBot } from '../support/bot';

/*
 * Whole exchanges, told as a person sees them at a terminal: `> ` is what is typed (a number presses a button), the rest
 * is the answer. UPDATE_TRANSCRIPTS=1 writes what the bot says now; read the difference before committing it.
 */

const files = readdirSync(__dirname).filter((name) => name.endsWith('.txt'));

/** Plays the typed lines of a transcript and tells it again with today's answers. */
async function retell(transcript: string): Promise<string> {
  const told = transcript.split('\n').filter((line) => line.startsWith('# '));
  const bot = testBot();
  let buttons: readonly Button[] = [];
  for (const line of transcript.split('\n').filter((each) => each.startsWith('> '))) {
    const typed = line.slice(2);
    const button = /^\d+$/.test(typed) ? buttons[Number(typed) - 1] : undefined;
    const reply = await replyOf(bot, button ? press(button.payload) : message(typed));
    buttons = buttonsOf(reply);
    told.push(line, render(reply), '');
  }
  return told.join('\n');
}

test.each(files)('%s', async (file) => {
  const path = join(__dirname, file);
  const transcript = readFileSync(path, 'utf8');
  const retold = await retell(transcript);
  if (process.env['UPDATE_TRANSCRIPTS']) writeFileSync(path, retold);
  else expect(retold).toBe(transcript);
});
