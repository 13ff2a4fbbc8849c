import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { migrations } from './schema';

/** How long a process waits for another that writes, in milliseconds. */
const busyMs = 5_000;

/**
 * Opens the database of a folder, in WAL with `synchronous=FULL`: a commit is on the disk before it is told, where the
 * connection is not set otherwise.
 */
export function openDatabase(folder: string): Database.Database {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'sherlog.db');
  // Made here, so that it never is readable by others, nor are the files beside it, which take its mode.
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const database = new Database(file);
  database.pragma(`busy_timeout = ${busyMs}`);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  migrate(database);
  return database;
}

/** All of some work or nothing of it; what went wrong is thrown as it was. */
export function atomically<Result>(database: Database.Database, work: () => Result): Result {
  database.exec('begin immediate');
  try {
    const result = work();
    database.exec('commit');
    return result;
  } catch (error) {
    undo(database);
    throw error;
  }
}

/** A disk that is full has undone it already. */
function undo(database: Database.Database): void {
  try {
    database.exec('rollback');
  } catch {
    // There is nothing to undo any more.
  }
}

function migrate(database: Database.Database): void {
  const takeNext = () => {
    const [{ user_version: done } = { user_version: 0 }] = database.pragma('user_version') as {
      user_version: number;
    }[];
    if (done > migrations.length)
      throw new Error(
        `the store is of a newer version (${done}) than this program knows (${migrations.length})`,
      );
    const next = migrations[done];
    if (next === undefined) return false;
    database.exec(next);
    database.pragma(`user_version = ${done + 1}`);
    return true;
  };
  while (atomically(database, takeNext));
}
