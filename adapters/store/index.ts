import { closeSync, openSync, rmSync } from 'node:fs';
import type { Kept, Kind, Put, Store } from '../../src/ports';
import { atomically, openDatabase } from './database';

interface Row {
  readonly kind: Kind;
  readonly id: string;
  readonly scope: string;
  readonly at: string;
  readonly version: number;
  readonly body: string;
}

const columns = 'kind, id, scope, at, version, body';

/** What a power cut may not take back either: each commit waits for the disk. A killed process loses nothing of the rest. */
const lasting: ReadonlySet<Kind> = new Set(['draft', 'audit', 'audit-checkpoint']);

/** Undoes what was written before it was found. */
const conflict = new Error('a version is not there');

/** A store in an SQLite database in a folder, made where there is none; readable by its owner alone. Throws where it cannot be. */
export function openStore(folder: string): Store {
  const database = openDatabase(folder);
  const put = database.prepare(
    `insert into kept (${columns}) values (?, ?, ?, ?, 1, ?)
     on conflict (kind, id) do update set version = version + 1, scope = excluded.scope, body = excluded.body`,
  );
  const replace = database.prepare(
    `insert into kept (${columns}) select ?, ?, ?, ?, 1, ?
     where ifnull((select version from kept where kind = ? and id = ?), 0) = ?
     on conflict (kind, id) do update set version = version + 1, scope = excluded.scope, body = excluded.body`,
  );
  const one = database.prepare(`select ${columns} from kept where kind = ? and id = ?`);
  const all = database.prepare(`select ${columns} from kept where kind = ? order by at, id`);
  const inScope = database.prepare(
    `select ${columns} from kept where kind = ? and scope = ? order by at, id`,
  );
  const newest = database.prepare(
    `select ${columns} from kept where kind = ? and (? = '' or scope = ?) order by at desc, id desc limit ?`,
  );
  const pruned = database.prepare('delete from kept where kind = ? and at < ?');

  /** False where it would replace a version that is not there. */
  const writeOne = ({ kind, id, scope = '', at, body, replaces }: Put): boolean => {
    const row = [kind, id, scope, at, JSON.stringify(body)];
    const { changes } = replaces === undefined ? put.run(...row) : replace.run(...row, kind, id, replaces);
    return changes > 0;
  };
  let synchronous = 'FULL';
  const waitForDisk = (puts: readonly Put[]) => {
    const wanted = puts.some(({ kind }) => lasting.has(kind)) ? 'FULL' : 'NORMAL';
    if (wanted !== synchronous) database.pragma(`synchronous = ${wanted}`);
    synchronous = wanted;
  };
  const writeAll = (puts: readonly Put[]) => {
    waitForDisk(puts);
    const [only] = puts;
    // One statement is all or nothing by itself.
    if (only && puts.length === 1) return writeOne(only) ? 'written' : 'conflict';
    try {
      return atomically(database, () => {
        for (const each of puts) if (!writeOne(each)) throw conflict;
        return 'written' as const;
      });
    } catch (error) {
      if (error === conflict) return 'conflict';
      throw error;
    }
  };

  // The driver is synchronous: what it throws has to come as a rejection.
  return {
    write: async (puts) => writeAll(puts),
    read: async (kind, id) => {
      const row = one.get(kind, id) as Row | undefined;
      return row && keptOf(row);
    },
    list: async (kind, { scope, newest: most } = {}) => {
      if (most !== undefined) {
        const rows = newest.all(kind, scope ?? '', scope ?? '', most) as Row[];
        return rows.reverse().map(keptOf);
      }
      return ((scope === undefined ? all.all(kind) : inScope.all(kind, scope)) as Row[]).map(keptOf);
    },
    prune: async (kind, before) => pruned.run(kind, before).changes,
    verify: async () => problemsOf(database),
    backup: async (file) => copied(database, file),
    close: async () => void database.close(),
  };
}

/** A copy without a log beside it, its owner's alone. SQLite takes an empty file for one that is not there. */
function copied(database: ReturnType<typeof openDatabase>, file: string): void {
  closeSync(openSync(file, 'wx', 0o600));
  try {
    database.prepare('vacuum into ?').run(file);
  } catch (error) {
    // Half a copy would be taken for a whole one.
    rmSync(file, { force: true });
    throw error;
  }
}

/** What SQLite finds damaged, and what is no JSON any more. */
function problemsOf(database: ReturnType<typeof openDatabase>): string[] {
  const found = database.pragma('integrity_check') as { integrity_check: string }[];
  const damaged = found.map(({ integrity_check: told }) => told).filter((told) => told !== 'ok');
  const rows = database.prepare(`select kind, id from kept where not json_valid(body)`).all() as Row[];
  return [...damaged, ...rows.map(({ kind, id }) => `${kind} ${id}: no JSON`)];
}

function keptOf({ body, ...row }: Row): Kept {
  const { kind, id, scope, at, version } = row;
  return { kind, id, scope, at, version, body: JSON.parse(body) as unknown };
}
