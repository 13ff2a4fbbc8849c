import { createServer, type RequestListener, type Server } from 'node:http';

/** Listens at an address; rejects with a sentence that names the setting where it is taken. */
export function listening(
  listener: RequestListener,
  { host, port }: { readonly host: string; readonly port: number },
  { name, setting }: { readonly name: string; readonly setting: string },
): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(listener);
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new Error(
          `${name}: cannot listen on ${host}:${port} (${error.code ?? error.message}); set ${setting}`,
        ),
      ),
    );
    server.listen(port, host, () => resolve(server));
  });
}

/** The port that a server listens on, where any free one was asked for too. */
export function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Resolves when it listens no more. Whoever sends the half of a request does not keep the process. */
export function closed(server: Server): Promise<unknown> {
  const ended = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  return ended;
}
