/** Keys that are remembered, the newest: a page sends again within seconds, or not at all. */
const mostRemembered = 1_000;

/** Tells whether a key is seen for the first time. */
export function createSeen(): (key: string) => boolean {
  const seen = new Set<string>();
  return (key) => {
    if (seen.has(key)) return false;
    seen.add(key);
    const [oldest] = seen;
    if (seen.size > mostRemembered && oldest !== undefined) seen.delete(oldest);
    return true;
  };
}
