import type { FSWatcher } from 'chokidar';

/** Editors save in several steps; nothing is told until the files have been still for this long, in milliseconds. */
const stillMs = 200;

export interface FileWatch {
  /** Resolves when the files are watched. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Tells when something changed below these files or folders, once for changes that come together. */
export function watchFiles(paths: readonly string[], changed: () => void): FileWatch {
  let watcher: FSWatcher | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  return {
    async start() {
      const { watch } = await import('chokidar');
      if (isClosed) return;
      watcher = watch([...paths], { ignoreInitial: true }).on('all', () => {
        clearTimeout(timer);
        timer = setTimeout(changed, stillMs);
      });
      await new Promise<void>((resolve) => watcher?.once('ready', resolve));
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await watcher?.close();
    },
  };
}
