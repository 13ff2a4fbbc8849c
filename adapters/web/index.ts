import { createServer, type Server } from 'node:http';
import express, { type Application } from 'express';

export interface WebOptions {
  readonly host: string;
  readonly port: number;
}

/** The one HTTP server that chat platforms call: adapters add their routes to `app`; it listens once, for all of them. */
export interface Web {
  readonly app: Application;
  /** Resolves to the port; rejects with a sentence where it is taken. */
  listen(): Promise<number>;
  close(): Promise<void>;
}

export function createWeb({ host, port }: WebOptions): Web {
  const app = express();
  app.disable('x-powered-by');
  // What is wrong with a request is no reason to show where the program stands.
  app.set('env', 'production');
  let listening: Promise<Server> | undefined;
  return {
    app,
    async listen() {
      const address = (await (listening ??= opened(app, host, port))).address();
      return typeof address === 'object' && address !== null ? address.port : port;
    },
    async close() {
      const server = await listening?.catch(() => undefined);
      if (!server?.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      // Whoever sends the half of a request does not keep the process.
      server.closeAllConnections();
      await closed;
    },
  };
}

function opened(app: Application, host: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(app);
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new Error(`http: cannot listen on ${host}:${port} (${error.code ?? error.message}); set http.port`),
      ),
    );
    server.listen(port, host, () => resolve(server));
  });
}
