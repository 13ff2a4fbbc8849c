import { commandSchema, type Command, type LocateQuery } from '../command';
import type { Catalog } from '../knowledge/catalog';
import type { Intent } from '../route';
import { idIn } from './search';
import { logsIn, placeIn, type Machine } from './search-place';

/** What the knowledge answers; all else the bot does by itself. */
type Answered = 'locate' | 'diagnose' | 'platform' | 'playbook' | 'topic';
export type Own = Exclude<Intent, Answered>;

interface Scene {
  readonly text: string;
  readonly query: LocateQuery;
  /** It names a place. */
  readonly isPlace: boolean;
  readonly source: { readonly catalog: Catalog };
  readonly machines: readonly Machine[];
}

/** What a text is as a wish to the bot itself; nothing where it lacks what that needs. */
export function asRouted(intent: Own, scene: Scene): Command | undefined {
  switch (intent) {
    case 'trace':
      return traceOf(scene);
    case 'search':
      return searchForm(scene);
    case 'summary':
    case 'escalate':
      return { name: intent };
    case 'tickets':
      return ticketsOf(scene.text);
    case 'unrelated':
      return { name: 'help', reason: 'nothing-known' };
    case 'help':
      return { name: 'help', reason: 'asked' };
    default:
      return { name: 'small-talk', about: intent };
  }
}

/** Who searches one place for an id does not ask to follow it. */
const searches = /\b(?:grep|search)\b|搜/i;

/** A request can be followed wherever it went; without an id there is nothing to follow. */
function traceOf({ text, query, isPlace, machines }: Scene): Command | undefined {
  const id = idIn(text);
  if (isPlace && searches.test(text)) return undefined;
  if (id === undefined || query.logs.length > 0) return undefined;
  return checked({ name: 'trace', id, family: query.families[0], ...placeIn(text, machines) });
}

/** Who asks where a log is wants it named, not read. */
const asksWhere = /\bwhere\b|\bwhich\b|在哪|哪里|哪个|哪些|看哪/i;

/** An order that says too little, or too much at once: the form has what it said. */
function searchForm({ text, query, isPlace, source, machines }: Scene): Command | undefined {
  if (asksWhere.test(text)) return undefined;
  // Without machines to search there is the line to copy.
  if (machines.length === 0) return isPlace ? { name: 'locate', query } : undefined;
  const quoted = /["“「『`]([^"”」』`\n]{2,200})["”」』`]/.exec(text)?.[1];
  return checked({
    name: 'search-form',
    text: quoted ?? idIn(text),
    logs: logsIn(query, source.catalog),
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
