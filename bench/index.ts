import { benchAnswer } from './answer';
import { benchDiagnose } from './diagnose';
import { benchMessages } from './messages';
import { benchProcess } from './process';
import { benchSearch } from './search';
import { benchSlack } from './slack';
import { benchTicket } from './ticket';
import { benchTopics } from './topics';

const all = {
  answer: benchAnswer,
  diagnose: benchDiagnose,
  messages: benchMessages,
  process: benchProcess,
  search: benchSearch,
  slack: benchSlack,
  ticket: benchTicket,
  topics: benchTopics,
};

/** All of it, or what is named: `npm run bench -- search`. */
async function main(): Promise<void> {
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => !(name in all));
  if (unknown.length > 0)
    throw new Error(`no such bench: ${unknown.join(', ')}; there is ${Object.keys(all).join(', ')}`);
  for (const [name, bench] of Object.entries(all))
    if (named.length === 0 || named.includes(name)) await bench();
}

void main();
