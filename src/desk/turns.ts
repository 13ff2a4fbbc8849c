/**
 * Lets requests begin one at a time, each after what has come in meanwhile was taken in: under a load that the process
 * cannot follow answers wait, acknowledgements do not.
 */
export function createTurns(): { next(): Promise<void> } {
  const waiting: (() => void)[] = [];
  const begin = () => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(begin);
  };
  return {
    next: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        if (waiting.length === 1) setImmediate(begin);
      }),
  };
}
