/** Runs tasks, so many at once; the others wait in the order in which they came. */
export type Queue = <Value>(task: () => Promise<Value>) => Promise<Value>;

export function createQueue(most: number): Queue {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= most) await new Promise<void>((resolve) => void waiting.push(resolve));
    running += 1;
    try {
      return await task();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}
