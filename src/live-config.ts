import { isDeepStrictEqual } from 'node:util';
import type { Config, Loaded, LoadedConfig } from './config';
import type { Problem } from './document';
import { watchFiles, type FileWatch } from './watch-files';

/** What a process takes from a changed configuration while it runs. */
export const liveKeys = ['nodes', 'permissions', 'groups', 'channels', 'limits', 'language', 'log'] as const;
export type Settings = Pick<Config, (typeof liveKeys)[number]>;

/** What came of reading the configuration again. */
export type Reloaded =
  | { readonly problems: readonly Problem[] }
  | {
      /** Keys whose new value holds from now on. */
      readonly taken: readonly string[];
      /** Keys whose new value needs a restart. */
      readonly waiting: readonly string[];
    };

/** A configuration that follows its file: a good version holds from the next request on, a bad one changes nothing. */
export interface LiveConfig {
  settings(): Settings;
  reload(): Reloaded;
  /** Reloads whenever the file changes, and reports. */
  watch(report: (reloaded: Reloaded) => void): Promise<void>;
  close(): Promise<void>;
}

export function liveConfig(first: Loaded, load: () => LoadedConfig): LiveConfig {
  let settings: Settings = first.config;
  let watching: FileWatch | undefined;
  const reload = (): Reloaded => {
    const loaded = load();
    if ('problems' in loaded) return loaded;
    const { config } = loaded;
    const taken = liveKeys.filter((key) => !isDeepStrictEqual(config[key], settings[key]));
    settings = config;
    return { taken, waiting: waitingIn(config, first.config) };
  };
  return {
    settings: () => settings,
    reload,
    async watch(report) {
      if (first.path === undefined) return;
      watching = watchFiles([first.path], () => report(reload()));
      await watching.start();
    },
    close: async () => watching?.close(),
  };
}

/** Against what the process was started with: what was changed back waits for nothing. */
function waitingIn(config: Config, started: Config): string[] {
  const live: ReadonlySet<string> = new Set(liveKeys);
  const all = new Set([...Object.keys(config), ...Object.keys(started)]) as Set<keyof Config>;
  return [...all].filter((key) => !live.has(key) && !isDeepStrictEqual(config[key], started[key]));
}
