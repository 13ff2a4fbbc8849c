import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { auditProblems, headOf, linksIn, pruneAudit } from '../audit';
import type { Head } from '../audit/chain';
import { auditKey, keptKey } from '../audit/key';
import { kinds, type Kind } from '../ports';
import { bundleProblems } from '../ticket/zip';
import { jsonOf } from './json';
import { openOrReport, type Opened } from './open';
import type { AdminOptions } from './program-options';
import { exitCodes, type ExitCode, type World } from './world';

type Work = (bot: Opened) => Promise<ExitCode>;

/** Does something with the store; where that cannot be opened or read, says so. */
async function withStore({ config }: AdminOptions, world: World, work: Work): Promise<ExitCode> {
  const bot = openOrReport(config, world);
  if (!bot) return exitCodes.failure;
  try {
    return await work(bot);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    world.stderr.write(`error: the store in ${bot.config.store.folder} cannot be used: ${why}\n`);
    return exitCodes.failure;
  } finally {
    await bot.close().catch(() => undefined);
  }
}

/** `sherlog store info`: what is kept, by kind. */
export function storeInfo(options: AdminOptions, world: World): Promise<ExitCode> {
  return withStore(options, world, async ({ store, config }) => {
    const counted = await Promise.all(
      kinds.map(async (kind) => {
        const kept = await store.list(kind);
        return { kind, count: kept.length, oldest: kept[0]?.at ?? null, newest: kept.at(-1)?.at ?? null };
      }),
    );
    const rows = counted.filter(({ count }) => count > 0);
    const lines = rows.map(
      ({ kind, count, oldest, newest }) =>
        `  ${kind.padEnd(18)}${String(count).padStart(8)}  ${oldest?.slice(0, 10)} to ${newest?.slice(0, 10)}\n`,
    );
    const { folder } = config.store;
    world.stdout.write(
      options.json
        ? `${jsonOf({ folder, kinds: counted })}\n`
        : `${folder}\n${lines.join('') || '  nothing is kept yet\n'}`,
    );
    return exitCodes.answered;
  });
}

/** `sherlog store verify`: is the store whole, and is the record of deeds? */
export function verifyStore(options: AdminOptions, world: World): Promise<ExitCode> {
  return withStore(options, world, async ({ store, config }) => {
    const problems = [...(await store.verify()), ...(await auditProblems(store, keptKey(config.audit.key)))];
    const fine =
      'ok: the store is whole, and the record of deeds unbroken; that its end was not cut shows sherlog audit verify --head';
    return report(problems, fine, options, world);
  });
}

/** `sherlog store export`: everything that is kept, a line of JSON each. */
export function exportStore(options: AdminOptions, world: World): Promise<ExitCode> {
  return withStore(options, world, async ({ store }) => {
    for (const kind of kinds)
      for (const kept of await store.list(kind)) world.stdout.write(`${jsonOf(kept)}\n`);
    return exitCodes.answered;
  });
}

/** `sherlog store backup <file>`: a whole copy, while it is used or not. Overwrites nothing. */
export function backUpStore(file: string, options: AdminOptions, world: World): Promise<ExitCode> {
  const path = resolve(world.folder, file);
  if (existsSync(path)) {
    world.stderr.write(`error: expected a file that is not there yet, found "${file}"\n`);
    return Promise.resolve(exitCodes.usage);
  }
  return withStore(options, world, async ({ store }) => {
    await store.backup?.(path);
    const { size } = statSync(path);
    world.stdout.write(
      options.json ? `${jsonOf({ file: path, bytes: size })}\n` : `${path}: ${size} bytes\n`,
    );
    return exitCodes.answered;
  });
}

/** `sherlog store prune`: lets go of what its kind keeps no longer. */
export function pruneStore(options: AdminOptions, world: World): Promise<ExitCode> {
  return withStore(options, world, async (bot) => {
    const gone = await prunedNow(bot, world.now());
    const told = Object.entries(gone).map(
      ([kind, count]) => `  ${kind.padEnd(18)}${String(count).padStart(8)}\n`,
    );
    world.stdout.write(options.json ? `${jsonOf(gone)}\n` : `let go of:\n${told.join('')}`);
    return exitCodes.answered;
  });
}

/** Days that each kind is kept, from the configuration; how many of each went. */
export async function prunedNow({ store, config }: Opened, now: Date): Promise<Record<string, number>> {
  const gone: Record<string, number> = {};
  for (const [kind, days] of Object.entries(config.store.days) as [Kind, number][]) {
    const before = new Date(now.getTime() - days * 86_400_000).toISOString();
    gone[kind] =
      kind === 'audit'
        ? await pruneAudit(store, before, auditKey(config.audit.key))
        : await store.prune(kind, before);
  }
  return gone;
}

/** `sherlog audit verify`: was the record changed? `head` is a number and code noted elsewhere, `12:ab34…`. */
export function verifyAudit(
  options: AdminOptions & { readonly head?: string },
  world: World,
): Promise<ExitCode> {
  const head = options.head === undefined ? undefined : headFrom(options.head);
  if (head === null) {
    world.stderr.write(`error: expected --head as <number>:<code>, found "${options.head}"\n`);
    return Promise.resolve(exitCodes.usage);
  }
  return withStore(options, world, async ({ store, config }) => {
    const problems = await auditProblems(store, keptKey(config.audit.key), head);
    const { number, mac } = await headOf(store);
    return report(problems, `ok: ${number} entries, head ${number}:${mac}`, options, world);
  });
}

function headFrom(written: string): Head | null {
  const parts = /^(\d{1,12}):([0-9a-f]{64})$/.exec(written);
  return parts ? { number: Number(parts[1]), mac: parts[2] ?? '' } : null;
}

/** `sherlog audit export`: the record, a line of JSON each, oldest first. */
export function exportAudit(
  options: AdminOptions & { readonly since?: string },
  world: World,
): Promise<ExitCode> {
  return withStore(options, world, async ({ store }) => {
    const since = options.since ?? '';
    for (const link of await linksIn(store))
      if (link.deed.at >= since) world.stdout.write(`${jsonOf(link)}\n`);
    return exitCodes.answered;
  });
}

/** `sherlog bundle verify <file>`: is an evidence zip as it was made? */
export function verifyBundle(file: string, options: AdminOptions, world: World): ExitCode {
  try {
    const problems = bundleProblems(readFileSync(resolve(world.folder, file)));
    return report(problems, 'ok: every file is as its manifest says', options, world);
  } catch {
    world.stderr.write(`error: expected a file this process may read, found "${file}"\n`);
    return exitCodes.failure;
  }
}

function report(problems: readonly string[], fine: string, { json }: AdminOptions, world: World): ExitCode {
  if (json) world.stdout.write(`${jsonOf({ ok: problems.length === 0, problems })}\n`);
  else if (problems.length === 0) world.stdout.write(`${fine}\n`);
  else world.stderr.write(problems.map((problem) => `${problem}\n`).join(''));
  return problems.length === 0 ? exitCodes.answered : exitCodes.failure;
}
