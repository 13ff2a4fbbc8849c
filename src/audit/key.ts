import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const keyBytes = 32;

/** The audit's key from its file, made where there is none, readable by its owner alone. Throws where it is no key. */
export function auditKey(file: string): Uint8Array {
  const written = readOrUndefined(file);
  if (written === undefined) return made(file);
  const key = Buffer.from(written.trim(), 'hex');
  if (key.length !== keyBytes)
    throw new Error(`${file}: expected an audit key of ${2 * keyBytes} hexadecimal digits`);
  return key;
}

/** The key to verify with: none is made, since nothing would be verified by it. */
export function keptKey(file: string): Uint8Array | undefined {
  return readOrUndefined(file) === undefined ? undefined : auditKey(file);
}

function made(file: string): Uint8Array {
  const key = randomBytes(keyBytes);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Never over one that another process made meanwhile.
  writeFileSync(file, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}

function readOrUndefined(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
