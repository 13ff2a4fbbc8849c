/** Scores of a linear model as probabilities: each 0 to 1, together 1. */
export function softmax(scores: Float64Array): Float64Array {
  const most = scores.reduce((all, score) => Math.max(all, score), -Infinity);
  const shares = scores.map((score) => Math.exp(score - most));
  const total = shares.reduce((all, share) => all + share, 0);
  return shares.map((share) => share / total);
}
