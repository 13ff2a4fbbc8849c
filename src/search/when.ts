import type { DateTime } from 'luxon';
import { BotError } from '../errors';
import type { Node } from '../nodes/schema';
import { readTime } from './time';

/** The time asked for, in a node's zone; none where none was. Refuses what is no time. */
export function timeOn({ timeZone }: Node, at: string | undefined, now: Date): DateTime | undefined {
  if (at === undefined) return undefined;
  const time = readTime(at, timeZone, now);
  if (time) return time;
  throw new BotError(
    'bad-time',
    { en: `"${at}" is no time that I can read.`, zh: `无法识别时间“${at}”。` },
    {
      en: 'Expected 16:24, 2025-09-18 16:24:31, or ISO 8601 with a zone.',
      zh: '可写成 16:24、2025-09-18 16:24:31，或带时区的 ISO 8601。',
    },
  );
}
