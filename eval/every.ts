/** Each so many-th of them. */
export function every<Each>(all: readonly Each[], step: number): Each[] {
  return all.filter((_, at) => at % step === 0);
}
