/** Quantiles of a few values, by linear interpolation between neighbours: type 7 of Hyndman and Fan (1996), as numpy and R do. */

/** `share` from 0 to 1; NaN of no values, and of values among which one is not a number. */
export function quantile(values: readonly number[], share: number): number {
  return quantileOfSorted(ascending(values), share);
}

/** The middle value, or the mean of the two middle ones. NaN of no values. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** A sorted copy. */
export function ascending(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

/** As `quantile`, of values already in ascending order. */
export function quantileOfSorted(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)];
  const above = sorted[Math.ceil(at)];
  if (below === undefined || above === undefined || sorted.some(Number.isNaN)) return NaN;
  return below === above ? below : below + (above - below) * (at - Math.floor(at));
}
