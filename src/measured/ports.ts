import type {
  Desk,
  FileOutcome,
  Meter,
  Outlet,
  Posted,
  RemoteLogs,
  SearchEnd,
  SearchResult,
  Store,
  TicketPost,
} from '../ports';

/** A store whose failures are counted. */
export function measuredStore(store: Store, meter: Meter): Store {
  const counted = <Value>(work: Promise<Value>): Promise<Value> =>
    work.catch((error: unknown) => {
      meter({ kind: 'store-failed' });
      throw error;
    });
  return {
    ...store,
    write: (puts) => counted(store.write(puts)),
    read: (kind, id) => counted(store.read(kind, id)),
    list: (kind, of) => counted(store.list(kind, of)),
    prune: (kind, before) => counted(store.prune(kind, before)),
  };
}

/** A post whose deliveries are counted. */
export function measuredPost({ ways, send }: TicketPost, meter: Meter): TicketPost {
  return {
    ways,
    async send(way, ...rest) {
      const sent = await send(way, ...rest);
      meter({ kind: 'sent', way, isSent: sent.isSent });
      return sent;
    },
  };
}

/** Remote logs whose searches are counted, node by node. */
export function measuredLogs(remote: RemoteLogs, meter: Meter): RemoteLogs {
  return {
    ...remote,
    async search(...given) {
      const result = await remote.search(...given);
      meter({ kind: 'searched', outcome: endOf(result), bytes: bytesIn(result) });
      return result;
    },
  };
}

function isRead({ kind }: FileOutcome): boolean {
  return kind === 'found' || kind === 'nothing-found';
}

function endOf(result: SearchResult): SearchEnd {
  if (result.kind !== 'searched') return result.kind === 'canceled' ? 'canceled' : 'failed';
  const read = result.files.filter(isRead);
  if (read.length === 0) return 'failed';
  if (read.length < result.files.length) return 'partly';
  return read.some(({ kind }) => kind === 'found') ? 'found' : 'nothing';
}

function bytesIn(result: SearchResult): number {
  const files = result.kind === 'searched' ? result.files : [];
  return files.reduce(
    (sum, file) => sum + ('read' in file ? Math.max(0, file.read.to - file.read.from) : 0),
    0,
  );
}

/** A desk whose posts and edits are counted. */
export function measuredDesk(desk: Desk, meter: Meter): Desk {
  return {
    ...desk,
    deliver: (request, outlet, options) =>
      desk.deliver(request, measuredOutlet(outlet, request.thread.adapter, meter), options),
  };
}

function measuredOutlet<Ref extends Posted>(outlet: Outlet<Ref>, adapter: string, meter: Meter): Outlet<Ref> {
  const counted = async <Value>(work: Promise<Value>, outcome: 'posted' | 'edited'): Promise<Value> => {
    try {
      const done = await work;
      meter({ kind: 'posted', adapter, outcome });
      return done;
    } catch (error) {
      meter({ kind: 'posted', adapter, outcome: 'failed' });
      throw error;
    }
  };
  return {
    ...outlet,
    post: (reply) => counted(outlet.post(reply), 'posted'),
    edit: (ref, reply) => counted(outlet.edit(ref, reply), 'edited'),
  };
}
