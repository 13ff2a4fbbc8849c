import type { Server } from 'node:http';
import express, { type Application } from 'express';
import { closed, listening, portOf } from '../../src/chat/listening';

export interface HttpOptions {
  readonly host: string;
  readonly port: number;
}

/** The one HTTP server that chat platforms call: adapters add their routes to `app`; it listens once, for all of them. */
export interface Http {
  readonly app: Application;
  /** Resolves to the port; rejects with a sentence where it is taken. */
  listen(): Promise<number>;
  close(): Promise<void>;
}

export function createHttp({ host, port }: HttpOptions): Http {
  const app = express();
  app.disable('x-powered-by');
  // What is wrong with a request is no reason to show where the program stands.
  app.set('env', 'production');
  let opened: Promise<Server> | undefined;
  return {
    app,
    async listen() {
      opened ??= listening(app, { host, port }, { name: 'http', setting: 'http.port' });
      return portOf(await opened);
    },
    async close() {
      const server = await opened?.catch(() => undefined);
      if (server?.listening) await closed(server);
    },
  };
}
