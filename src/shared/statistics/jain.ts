/** Fairness of shares. R. Jain, D. Chiu, W. Hawe, DEC TR-301, 1984. */

/**
 * (sum x)^2 / (n sum x^2): 1 when all shares are equal, 1/n when one has all. NaN where there is nothing to share: no
 * participants, or all zero.
 */
export function jain(counts: readonly number[]): number {
  // Scaled by the largest, so that squares of large counts neither overflow nor lose their last digits.
  const largest = Math.max(0, ...counts);
  if (largest === 0) return NaN;
  let sum = 0;
  let squares = 0;
  for (const count of counts) {
    sum += count / largest;
    squares += (count / largest) ** 2;
  }
  return Math.min(1, (sum * sum) / (counts.length * squares));
}
