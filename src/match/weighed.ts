/** The sum of signs, each times its weight. */
export function weighed<Sign extends string>(
  weights: Readonly<Record<Sign, number>>,
  signs: Readonly<Record<Sign, number>>,
  bias = 0,
): number {
  return (Object.keys(weights) as Sign[]).reduce((total, sign) => total + weights[sign] * signs[sign], bias);
}

/** What a logistic model makes of its signs: a probability, 0 to 1. */
export function probability<Sign extends string>(
  weights: Readonly<Record<Sign, number>>,
  signs: Readonly<Record<Sign, number>>,
  bias: number,
): number {
  return 1 / (1 + Math.exp(-weighed(weights, signs, bias)));
}
