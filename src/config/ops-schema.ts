import { z } from 'zod';

const port = z.int().min(0).max(65_535);
const address = (what: string) =>
  z
    .strictObject({ host: z.string().min(1).max(255).default('127.0.0.1'), port: port.default(9_464) })
    .default({ host: '127.0.0.1', port: 9_464 })
    .describe(what);

/** Where a service that runs as a chat can be watched; on this machine alone unless told otherwise. Both may share an address. */
export const opsSchema = z
  .strictObject({
    health: address('/healthz: it runs; /readyz: it answers'),
    metrics: address('/metrics, for Prometheus'),
  })
  .prefault({});
