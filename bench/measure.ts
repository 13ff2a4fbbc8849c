/** Percentiles of some times in milliseconds. */
export function percentiles(times: readonly number[]): {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
} {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { p50: at(0.5), p99: at(0.99), max: sorted.at(-1) ?? NaN };
}

/** The time that something takes, in milliseconds. */
export async function timed(run: () => unknown): Promise<number> {
  const start = process.hrtime.bigint();
  await run();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

export function row(label: string, times: readonly number[], limit?: string): void {
  const { p50, p99, max } = percentiles(times);
  const figures = [p50, p99, max].map((value) => value.toFixed(2).padStart(8));
  console.log(
    `  ${label.padEnd(46)} p50 ${figures[0]}  p99 ${figures[1]}  max ${figures[2]} ms${limit ? `   (wanted: ${limit})` : ''}`,
  );
}
