import type { Server } from 'node:http';
import { closed, listening, portOf } from '../../src/chat/listening';
import type { Address, Ops, OpsPlaces } from '../../src/ports';
import { createMeter } from './meter';
import { served, type Page } from './pages';

const named = { name: 'ops', setting: 'ops.health and ops.metrics' };

/** Health and metrics by HTTP, each at its configured address; one server where those are the same. */
export function createOps({ health, metrics }: OpsPlaces, version: string): Ops {
  const { meter, text, contentType } = createMeter(version);
  const servers: Server[] = [];
  return {
    meter,
    async listen(standing) {
      const asked: readonly (readonly [Address, string, Page])[] = [
        [health, '/healthz', async () => plain(200, 'ok')],
        [health, '/readyz', async () => (standing().isReady ? plain(200, 'ready') : plain(503, 'not ready'))],
        [metrics, '/metrics', async () => ({ status: 200, text: await text(standing()), type: contentType })],
      ];
      const isShared = health.host === metrics.host && health.port === metrics.port;
      for (const address of isShared ? [health] : [health, metrics]) {
        const own = asked.filter(([at]) => isShared || at === address);
        const pages = new Map(own.map(([, path, page]) => [path, page]));
        servers.push(await listening(served(pages), address, named));
      }
      return servers.map(portOf);
    },
    async close() {
      await Promise.all(servers.splice(0).map(closed));
    },
  };
}

function plain(status: number, text: string) {
  return { status, text: `${text}\n`, type: 'text/plain; charset=utf-8' };
}
