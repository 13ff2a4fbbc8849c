import type { Log } from '../log';
import type { Kept, Store } from '../ports';
import {
  chainProblems,
  linked,
  noLink,
  signatureOf,
  type Checkpoint,
  type Deed,
  type Head,
  type Link,
} from './chain';

/** The record of who did what; entries can be added, and nothing else. */
export interface Audit {
  /** Resolves when the deed is kept. Where it cannot be, it goes to the process log whole, and nobody's answer fails. */
  add(deed: Deed): Promise<void>;
}

/** After so many entries the head goes to the process log: a cut tail can be told by it. */
const notedEvery = 100;

/** The key is asked for at the first entry. */
export function createAudit(store: Store, keyOf: () => Uint8Array, log: Log): Audit {
  let key: Uint8Array | undefined;
  let adding = Promise.resolve();
  async function append(deed: Deed): Promise<void> {
    key ??= keyOf();
    for (;;) {
      const [last] = await store.list('audit', { newest: 1 });
      const link = linked(deed, last ? linkOf(last) : await checkpointOf(store), key);
      // A clock that was set back does not change the order.
      const at = last && last.at > deed.at ? last.at : deed.at;
      if ((await store.write([{ ...putOf(link), at }])) === 'conflict') continue;
      if (link.number % notedEvery === 1)
        log.info({ audit: { number: link.number, mac: link.mac } }, 'audit head');
      return;
    }
  }
  return {
    add(deed) {
      adding = adding
        .then(() => append(deed))
        .catch((error: unknown) => log.error({ err: error, deed }, 'an audit entry could not be kept'));
      return adding;
    },
  };
}

/** Numbers order as texts do. */
function idOf(number: number): string {
  return String(number).padStart(12, '0');
}

function putOf({ number, deed, mac }: Link) {
  return { kind: 'audit', id: idOf(number), at: deed.at, body: { number, deed, mac }, replaces: 0 } as const;
}

/** The last link: of what is there, or of what was pruned. */
export async function headOf(store: Store): Promise<Head> {
  const [last] = await store.list('audit', { newest: 1 });
  return last ? linkOf(last) : checkpointOf(store);
}

export async function linksIn(store: Store): Promise<Link[]> {
  return (await store.list('audit')).map(linkOf).sort((a, b) => a.number - b.number);
}

function linkOf({ body }: Kept): Link {
  return body as Link;
}

const checkpointId = 'checkpoint';

/** Where the chain begins after its oldest entries were pruned. */
export async function checkpointOf(store: Store): Promise<Checkpoint> {
  const kept = await store.read('audit-checkpoint', checkpointId);
  return kept ? (kept.body as Checkpoint) : { ...noLink, signature: '' };
}

/** Lets go of the oldest entries, before a time; what is left goes on from a signed checkpoint. Resolves to how many went. */
export async function pruneAudit(store: Store, before: string, key: Uint8Array): Promise<number> {
  const last = (await linksIn(store)).findLast(({ deed }) => deed.at < before);
  if (!last) return 0;
  const { number, mac } = last;
  const body: Checkpoint = { number, mac, signature: signatureOf({ number, mac }, key) };
  await store.write([{ kind: 'audit-checkpoint', id: checkpointId, at: before, body }]);
  return store.prune('audit', before);
}

/** What is wrong with the whole record; with the head that was noted somewhere else, a cut tail is found too. */
export async function auditProblems(
  store: Store,
  key: Uint8Array | undefined,
  head?: Head,
): Promise<string[]> {
  const checkpoint = await checkpointOf(store);
  if (!key) {
    const isEmpty = checkpoint.number === 0 && (await linksIn(store)).length === 0 && !head;
    return isEmpty ? [] : ['the key of the record is not there (audit.key): nothing can be verified'];
  }
  const isSigned = checkpoint.number === 0 || checkpoint.signature === signatureOf(checkpoint, key);
  if (!isSigned) return [`checkpoint ${checkpoint.number}: not signed with this key`];
  return chainProblems(await linksIn(store), checkpoint, key, head);
}
