/** How finely values are told apart before the best ones are sorted. */
const bucketCount = 2_048;

/** The places of the highest values above 0, highest first; values are from 0 to 1. */
export function highest(values: Float32Array, most: number): number[] {
  const counts = new Int32Array(bucketCount + 1);
  for (const value of values) {
    const bucket = bucketOf(value);
    if (value > 0) counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  let least = bucketCount;
  for (let held = counts[least] ?? 0; held < most && least > 0; held += counts[least] ?? 0) least -= 1;
  const best: number[] = [];
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? 0;
    if (value > 0 && bucketOf(value) >= least) best.push(at);
  }
  return best.sort((one, other) => (values[other] ?? 0) - (values[one] ?? 0)).slice(0, most);
}

function bucketOf(value: number): number {
  return Math.floor(value * bucketCount);
}
