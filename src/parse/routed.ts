import { commandSchema, type Command, type LocateQuery } from '../command';
import type { Catalog } from '../knowledge/catalog';
import type { Intent, Routed } from '../route';
import type { Heard } from './heard';
import { asPlaybook } from './playbook';
import { idIn } from './search';
import { logsIn, placeIn, type Machine } from './search-place';

/** From this confidence on the front door's reading counts, by what is lost where it is wrong. */
const least: Readonly<Record<Exclude<Intent, 'other'>, number>> = {
  help: 0.75,
  hello: 0.7,
  thanks: 0.7,
  bye: 0.75,
  who: 0.75,
  feeling: 0.75,
  joke: 0.75,
  summary: 0.7,
  escalate: 0.7,
  tickets: 0.7,
  playbook: 0.6,
  search: 0.6,
  trace: 0.5,
  unrelated: 0.6,
};
/** The same where nothing else is there to be answered. */
const leastAlone = { wish: 0.3, talk: 0.7 } as const;
/** What is only talk: a wrong word there is worse than none. */
const talk: ReadonlySet<Intent> = new Set(['hello', 'thanks', 'bye', 'who', 'feeling', 'joke']);
/** The same where the text names something that the knowledge knows. */
const leastBesideKnown = 0.9;

interface Scene {
  readonly text: string;
  readonly heard: Heard;
  readonly query: LocateQuery;
  readonly catalog: Catalog;
  readonly machines: readonly Machine[];
  /** What else it can be read as: a place or a topic that is known, something less sure, or nothing at all. */
  readonly rival: 'known' | 'some' | 'none';
}

/** What a text wants of the bot itself; nothing where it wants an answer of the knowledge. */
export function asRouted({ intent, confidence }: Routed, scene: Scene): Command | undefined {
  if (intent === 'other') return undefined;
  const alone = leastAlone[talk.has(intent) ? 'talk' : 'wish'];
  if (confidence < (scene.rival === 'none' ? alone : least[intent])) return undefined;
  const isSure = scene.rival !== 'known' || confidence >= leastBesideKnown;
  switch (intent) {
    case 'trace':
      return isSure ? traceOf(scene) : undefined;
    case 'search':
      return scene.machines.length > 0 ? searchForm(scene) : undefined;
    case 'playbook':
      return asPlaybook(scene.heard, scene.query, scene.catalog, true);
    case 'summary':
      return isSure ? { name: 'summary' } : undefined;
    case 'escalate':
      return { name: 'escalate' };
    case 'tickets':
      return ticketsOf(scene.text);
    case 'unrelated':
      return isSure ? { name: 'help', reason: 'nothing-known' } : undefined;
    case 'help':
      return isSure ? { name: 'help', reason: 'asked' } : undefined;
    default:
      return isSure ? { name: 'small-talk', about: intent } : undefined;
  }
}

/** A request can be followed wherever it went; without an id there is nothing to follow. */
function traceOf({ text, heard, query, machines }: Scene): Command | undefined {
  const id = idIn(text);
  if (id === undefined || text.includes('\n') || heard.intends('log') || query.logs.length > 0)
    return undefined;
  return checked({ name: 'trace', id, family: query.families[0], ...placeIn(text, machines) });
}

/** Who asks where a log is wants it named, not read. */
const asksWhere = /\bwhere\b|\bwhich\b|在哪|哪里|哪个|哪些|看哪/i;

/** An order that says too little, or too much at once: the form has what it said. */
function searchForm({ text, query, catalog, machines }: Scene): Command | undefined {
  if (text.includes('\n') || asksWhere.test(text)) return undefined;
  const quoted = /["“「『`]([^"”」』`\n]{2,200})["”」』`]/.exec(text)?.[1];
  return checked({
    name: 'search-form',
    text: quoted ?? idIn(text),
    logs: logsIn(query, catalog),
    ...placeIn(text, machines),
  });
}

function ticketsOf(text: string): Command {
  const number = /(?:#|no\.?\s*|draft\s+|ticket\s+|草稿\s*|工单\s*)(\d{1,6})\b|(\d{1,6})\s*号/i.exec(text);
  const draft = Number(number?.[1] ?? number?.[2] ?? 0);
  return draft > 0 ? { name: 'draft', draft, as: 'card' } : { name: 'tickets' };
}

function checked(command: object): Command | undefined {
  const parsed = commandSchema.safeParse(JSON.parse(JSON.stringify(command)));
  return parsed.success ? parsed.data : undefined;
}
