import { nodeSchema } from '../src/nodes/schema';

/** The machines of the made-up site. Where they really listen is known when somebody first looks at them. */
export const demoNodes = [
  { name: 'demo-console', role: 'console' },
  { name: 'demo-proxy', role: 'sync-proxy' },
].map((node) =>
  nodeSchema.parse({
    ...node,
    site: 'demo',
    labels: ['demo'],
    host: '127.0.0.1',
    timeZone: 'Asia/Shanghai',
    // The one channel of Teams' local mode, where the demo can be tried too.
    search: { channels: ['local'] },
  }),
);
