import { readSpan, readTime } from '../search/time';
import type { AskOptions } from './ask';

/** Where and when to search, as the options say. */
export interface PlaceOptions extends AskOptions {
  readonly node?: readonly string[];
  readonly site?: string;
  readonly at?: string;
  readonly around?: string;
}

/** The same for a command; a sentence where an option is none. */
export function placeOf({ node, site, at, around }: PlaceOptions, now: Date) {
  const span = around === undefined ? undefined : readSpan(around);
  if (around !== undefined && span === undefined)
    return `expected --around as 10m, 90s or 2h, up to 7d; found "${around}"`;
  if (at !== undefined && !readTime(at, 'UTC', now))
    return `expected --at as 16:24, 2025-09-18 16:24:31 or ISO 8601; found "${at}"`;
  if (around !== undefined && at === undefined) return 'expected --at with --around: around which time?';
  return {
    nodes: node ?? [],
    ...(site === undefined ? {} : { site }),
    ...(at === undefined ? {} : { at }),
    ...(span === undefined ? {} : { around: span }),
  };
}
