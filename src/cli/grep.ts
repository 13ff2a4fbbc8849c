import { commandSchema, defaultContext, type Command } from '../command';
import { didYouMean } from '../document';
import type { Catalog } from '../knowledge/catalog';
import { askCommand } from './ask';
import { openOrReport } from './open';
import { placeOf, type PlaceOptions } from './place-options';
import { exitCodes, type ExitCode, type World } from './world';

export interface GrepOptions extends PlaceOptions {
  readonly log?: string;
  readonly module?: string;
  readonly stage?: string;
  readonly host?: string;
  readonly context?: string;
  readonly before?: string;
  readonly after?: string;
  readonly maxHits?: string;
  readonly regex?: boolean;
  readonly caseSensitive?: boolean;
}

/** `sherlog grep <words>`: looks for a text in logs on the configured nodes. */
export async function grepLogs(
  words: readonly string[],
  options: GrepOptions,
  world: World,
): Promise<ExitCode> {
  const bot = openOrReport(options.config, world);
  if (!bot) return exitCodes.failure;
  const built = commandOf(words.join(' '), options, bot.knowledge.current().catalog, world.now());
  if (typeof built !== 'string') return askCommand(built, options, world, bot);
  world.stderr.write(`error: ${built}\n`);
  return exitCodes.usage;
}

/** The command that the options say, or what is wrong with them. */
function commandOf(text: string, options: GrepOptions, catalog: Catalog, now: Date): Command | string {
  const place = placeOf(options, now);
  if (typeof place === 'string') return place;
  const named = logsOf(options, catalog);
  if (typeof named === 'string') return named;
  const context = numberOr(options.context, defaultContext);
  const parsed = commandSchema.safeParse({
    name: 'grep',
    text,
    ...named,
    ...place,
    ...(options.host === undefined ? {} : { host: options.host }),
    before: numberOr(options.before, context),
    after: numberOr(options.after, context),
    ...(options.maxHits === undefined ? {} : { maxHits: Number(options.maxHits) }),
    isRegex: options.regex === true,
    isCaseSensitive: options.caseSensitive === true,
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0] ?? '');
  return expected[name] ?? `${name}: ${issue?.message ?? ''}`;
}

const lines = (option: string) => `expected ${option} as a number of lines from 0 to 200`;
/** What an option should have been, by the command's field. */
const expected: Readonly<Record<string, string>> = {
  before: lines('-B (or -C)'),
  after: lines('-A (or -C)'),
  maxHits: 'expected --max-hits as a number from 1 to 200',
  text: 'expected a text of 1 to 200 characters',
  host: 'expected --host as a host name of letters, digits, . _ -',
  path: 'expected --log as a path of at most 160 characters',
  nodes: 'expected --node as the names of at most 4 nodes',
};

function numberOr(written: string | undefined, otherwise: number): number {
  return written === undefined ? otherwise : Number(written);
}

/** Most logs of one search. */
const mostLogs = 6;

function logsOf(
  { log, module, stage }: GrepOptions,
  catalog: Catalog,
): { readonly logs: string[]; readonly path?: string } | string {
  if (log?.startsWith('/')) return { logs: [], path: log };
  if (log !== undefined) {
    const name = log.replace(/\.log$/, '');
    const found = catalog.logs.find(({ id, source }) => id === name || source === name);
    const ids = catalog.logs.map(({ id }) => id);
    return found
      ? { logs: [found.id] }
      : `expected a log or a path, found "${log}"; ${didYouMean(name, ids)}`;
  }
  const rows = catalog.rows.filter(
    (row) =>
      (module === undefined || row.log.module === module) &&
      (stage === undefined || row.stage === stage || row.stage.startsWith(`${stage}-`)),
  );
  if (module === undefined && stage === undefined) return { logs: [] };
  if (rows.length === 0)
    return `expected a module and a stage that log, found ${[module, stage].filter(Boolean).join(' at ')}`;
  return { logs: [...new Set(rows.map((row) => row.log.id))].slice(0, mostLogs) };
}
