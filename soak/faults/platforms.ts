import type { Trouble, Weather } from '../weather';
import type { Fault } from './fault';

const troubles: Readonly<Record<'Slack' | 'Teams', readonly Trouble[]>> = {
  Slack: ['429', '500', 'cut', 'slow'],
  Teams: ['429', '502', '500', 'cut', 'slow'],
};
const said: Readonly<Record<Trouble, string>> = {
  '429': 'answers 429 with Retry-After',
  '500': 'answers 500',
  '502': 'answers 502',
  cut: 'cuts connections',
  slow: 'is slow',
};
/** A bot repeats a call for about this long, in milliseconds; what lasts longer nobody could answer through. */
const longestMs = 5_000;

/** What goes wrong with a platform's Web API. */
export function platformFaults(target: 'Slack' | 'Teams', weather: Weather): Fault[] {
  return troubles[target].map((trouble) => ({
    kind: said[trouble],
    target,
    longestMs,
    begin: () => void (weather.trouble = trouble),
    mend: () => void (weather.trouble = undefined),
  }));
}
