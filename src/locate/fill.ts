import type { LocateQuery } from '../command';

/** What a question gives to put into a path template. */
export type Given = Pick<LocateQuery, 'date' | 'host'>;

/** A path template with the date and the host filled in, where they are given. */
export function fillPath(path: string, { date, host }: Given): string {
  const dated = date
    ? path.replace('<YYYY-MM-DD>', date).replace('<YYYYMMDD>', date.replaceAll('-', ''))
    : path;
  return host ? dated.replace('<host>', host) : dated;
}
