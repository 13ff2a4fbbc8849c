import { maxQuestionLength } from '../../src/understand';
import { message, replyOf, testBot } from '../support/bot';

const fill = (piece: string) => piece.repeat(Math.floor(maxQuestionLength / piece.length));
const bot = testBot();

// Each is near the worst for some step: path and date patterns, repairs, Chinese repairs, phrases, normalisation.
test.each([
  ['path letters', `c:\\${fill('a').slice(3)}`],
  ['path words', `c:\\${fill('a b').slice(3)}`],
  ['slashes', fill('/a')],
  ['braces', fill('{')],
  ['stars', fill('<*')],
  ['dashes before .log', `${fill('a-').slice(4)}.log`],
  ['unclosed quotes', fill('"')],
  ['hosts', fill('host ')],
  ['dates', fill('2025-')],
  ['half a UUID', fill('6ec3e693-69f7-4129-a43a-16eebe74b52')],
  ['misspelt names', fill('unicluod ')],
  ['half a Chinese name', fill('主机启')],
  ['Chinese slips', fill('同部')],
  ['clauses', fill('unicloud boot, porter sync,')],
  ['negations', fill('not the ')],
  ['combining marks', fill('e\u0301')],
  ['emoji', fill('👩‍👩‍👧')],
])('a question full of %s is answered at once', async (_, text) => {
  const before = performance.now();
  await replyOf(bot, message(text));
  // No benchmark: a pattern that backtracks takes minutes, a bounded one milliseconds, on any machine.
  expect(performance.now() - before).toBeLessThan(3_000);
});

const paste = (piece: string) => piece.repeat(Math.floor(64_000 / piece.length));

test.each([
  ['one long word', paste('x')],
  ['dotted letters', paste('a.')],
  ['camel humps', paste('aB')],
  ['digits', paste('0')],
  ['half addresses', paste('a@')],
  ['unclosed tags', paste('<p ')],
  ['escaped line ends', paste('\\n')],
  ['UUIDs', paste('6ec3e693-69f7-4129-a43a-16eebe74b528 ')],
  ['one error a thousand times', paste('ERROR No valid host was found\n')],
  ['Chinese failures', paste('失败')],
])('a paste full of %s is read at once', async (_, text) => {
  const before = performance.now();
  await replyOf(bot, message(text));
  expect(performance.now() - before).toBeLessThan(3_000);
});
