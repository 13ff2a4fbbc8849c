interface Entry {
  readonly deed?: { readonly what: string; readonly outcome: string };
}

/** How many logs of searches ended how, from the exported record of deeds: `console-a:found:5 console-b:unreachable:0`. */
export function searchesBy(exported: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of exported.split('\n')) {
    const { deed } = entryOf(line);
    if (deed?.what !== 'grep' && deed?.what !== 'trace') continue;
    for (const one of deed.outcome.split(' ')) {
      const outcome = one.split(':')[1] ?? (one || 'nothing to search');
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    }
  }
  return counts;
}

function entryOf(line: string): Entry {
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return {};
  }
}
