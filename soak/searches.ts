interface Entry {
  readonly deed?: { readonly what: string; readonly outcome: string };
}

/** How many logs of searches ended how, from the exported record of deeds: `console-a:found:5 console-b:unreachable:0`. */
export function searchesBy(exported: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of exported.split('\n')) {
    const { deed } = entryOf(line);
    if (deed?.what !== 'grep' && deed?.what !== 'trace') continue;
    for (const one of whole(deed.outcome).split(' ')) {
      const outcome = one.split(':')[1] ?? (one || 'nothing to search');
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    }
  }
  return counts;
}

/** The record keeps so many characters; what is cut off in the middle is left out. */
const mostKept = 1_000;

function whole(outcome: string): string {
  return outcome.length < mostKept ? outcome : outcome.slice(0, outcome.lastIndexOf(' '));
}

function entryOf(line: string): Entry {
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return {};
  }
}
