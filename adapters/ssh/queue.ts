/** Runs tasks, so many at once; the others wait in the order in which they came. */
export interface Queue {
  <Value>(task: () => Promise<Value>): Promise<Value>;
  /** How many wait for their turn. */
  waiting(): number;
}

export function createQueue(most: number): Queue {
  const waiting: (() => void)[] = [];
  let running = 0;
  const queue = async <Value>(task: () => Promise<Value>): Promise<Value> => {
    if (running >= most) await new Promise<void>((resolve) => void waiting.push(resolve));
    running += 1;
    try {
      return await task();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
  return Object.assign(queue, { waiting: () => waiting.length });
}
