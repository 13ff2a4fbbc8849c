import type { Taken } from './taken';

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthName = String.raw`(?<name>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*`;

/** Written days: year first (also in Chinese), day first, or with the month's name. */
const dayPatterns: readonly RegExp[] = [
  /(?<!\d)(?<year>20\d\d)[-/.年]\s?(?<month>\d{1,2})[-/.月]\s?(?<day>\d{1,2})日?(?!\d)/,
  /(?<!\d)(?<year>20\d\d)(?<month>\d\d)(?<day>\d\d)(?!\d)/,
  /(?<![\d.])(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>20\d\d)(?!\d)/,
  new RegExp(
    String.raw`(?<!\d)(?<day>\d{1,2})(?:st|nd|rd|th)?[-\s/]*(?:of )?${monthName}[-,\s/.]*(?<year>20\d\d)`,
    'i',
  ),
  new RegExp(String.raw`\b${monthName}\.?[-\s]*(?<day>\d{1,2})(?:st|nd|rd|th)?[-,\s]+(?<year>20\d\d)`, 'i'),
];

/** "since yesterday" says when it began; only "yesterday's log" asks for that day's file. */
const relativeDays: readonly (readonly [pattern: RegExp, daysBack: number])[] = [
  [/\btoday['’]?s (?=(?:\S+ ){0,3}?\S*logs?\b)|今[天日]的(?=[^，。,;；]{0,16}日志)/i, 0],
  [/\byesterday['’]?s (?=(?:\S+ ){0,3}?\S*logs?\b)|昨[天日]的(?=[^，。,;；]{0,16}日志)/i, 1],
];

/** The day a text names, as YYYY-MM-DD; `now` resolves "yesterday's log" in the process's time zone. */
export function takeDate(text: string, now: Date): Taken {
  for (const pattern of dayPatterns) {
    const match = pattern.exec(text);
    const { year, month, day, name } = match?.groups ?? {};
    const number = name ? monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1 : Number(month);
    const value = match ? dayOf(Number(year), number, Number(day)) : undefined;
    if (match && value) return { value, rest: text.replace(match[0], ' ') };
  }
  const relative = relativeDays.find(([pattern]) => pattern.test(text));
  if (!relative) return { rest: text };
  const value = dayOf(now.getFullYear(), now.getMonth() + 1, now.getDate() - relative[1]);
  return { value, rest: text.replace(relative[0], ' ') };
}

/** YYYY-MM-DD; a day before the first rolls back into the month before. Undefined for a month or day there is not. */
export function dayOf(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day > daysIn(year, month)) return undefined;
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
