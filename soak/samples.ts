import { residentBytes } from './process';

/** What the process was at a moment: bytes of memory, and what the event loop holds, by type. */
export interface Sample {
  readonly at: number;
  readonly resident: number;
  /** Bytes of the heap in use; 0 where the program did not tell. */
  readonly heap: number;
  /** How long the event loop stood still at most since the sample before, in milliseconds. */
  readonly stillMs: number;
}

const everyMs = 1_000;

/** Looks at the process once a second until stopped. */
export function takeSamples(
  pid: number,
  metricsUrl: string,
): { readonly all: readonly Sample[]; stop(): void } {
  const all: Sample[] = [];
  const timer = setInterval(() => {
    const at = performance.now();
    void metricsOf(metricsUrl).then((told) =>
      all.push({
        at,
        resident: residentBytes(pid),
        heap: told['nodejs_heap_size_used_bytes'] ?? 0,
        stillMs: 1_000 * (told['nodejs_eventloop_lag_max_seconds'] ?? 0),
      }),
    );
  }, everyMs);
  return { all, stop: () => clearInterval(timer) };
}

/** The values of a metrics page by name, labels included; none where the program does not answer. */
export async function metricsOf(url: string): Promise<Readonly<Record<string, number>>> {
  try {
    const response = await fetch(url, { headers: { connection: 'close' } });
    const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return Object.fromEntries(
      lines.map((line) => {
        const at = line.lastIndexOf(' ');
        return [line.slice(0, at), Number(line.slice(at + 1))];
      }),
    );
  } catch {
    return {};
  }
}

/** What the event loop waits for, by type: `nodejs_active_resources{type="Timeout"} 12`. */
export function resourcesIn(metrics: Readonly<Record<string, number>>): Record<string, number> {
  const named = Object.entries(metrics).flatMap(([name, value]): [string, number][] => {
    const [, type] = /^nodejs_active_resources\{type="(\w+)"\}$/.exec(name) ?? [];
    return type === undefined ? [] : [[type, value]];
  });
  return Object.fromEntries(named);
}
