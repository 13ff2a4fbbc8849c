import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Locale } from '../language';
import type { Handle } from '../request';
import { jsonOf } from './json';
import { errorOf, replyTo } from './ask';
import { openOrReport } from './open';
import { exitCodes, type ExitCode, type World } from './world';

const line = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  lang: z.enum(['en', 'zh']).optional(),
});

/** `sherlog ask --jsonl`: a question a line in, an answer a line out, in order, each before the next is read. */
export async function askLines(options: { config?: string; lang?: Locale }, world: World): Promise<ExitCode> {
  const bot = openOrReport(options.config, world);
  if (!bot) return exitCodes.failure;
  let number = 0;
  for await (const source of createInterface({ input: world.stdin, crlfDelay: Infinity })) {
    number += 1;
    if (source.trim() === '') continue;
    const answer = await answerLine(source, number, options.lang, bot.handle);
    if (!world.stdout.write(`${jsonOf(answer)}\n`)) await once(world.stdout, 'drain');
  }
  await bot.close();
  return exitCodes.answered;
}

async function answerLine(
  source: string,
  number: number,
  lang: Locale | undefined,
  handle: Handle,
): Promise<object> {
  const parsed = line.safeParse(parseJson(source));
  if (!parsed.success) return { id: idOf(source), error: notALine(number) };
  const { id, text } = parsed.data;
  const reply = await replyTo({ kind: 'message', text, files: [] }, parsed.data.lang ?? lang, handle);
  const error = errorOf(reply);
  const { command, data } = reply;
  return error ? { id, command, error } : { id, command, data };
}

function notALine(number: number) {
  const message = `Line ${number}: expected {"id", "text"} as JSON.`;
  return { code: 'not-json', message, hint: 'The other lines are answered.' };
}

/** The id of a line that is JSON but no question, so that its error can be matched to it. */
function idOf(source: string): unknown {
  const value = parseJson(source);
  return typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
