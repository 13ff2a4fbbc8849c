import { createDesk } from '../../src/desk';
import type { Desk, Store } from '../../src/ports';
import type { Handle } from '../../src/request';
import { memoryStore } from './store';

/** A desk on a store in memory, with a silent log. */
export function testDesk(handle: Handle, store: Store = memoryStore(), patienceMs?: number): Desk {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  return createDesk({ handle, store, log, now: () => new Date(), patienceMs });
}
