/** Where a row of values changes its level: an optimal partition into stretches of one level each. */

/**
 * The places at which a stretch begins, 0 first: those that together leave the least squares, each further stretch paid for by
 * 2 ln n times the square of `spread`, what values of one level differ by (Schwarz's criterion). B. Jackson et al., An algorithm
 * for optimal partitioning of data on an interval, IEEE Signal Processing Letters 12(2), 2005. Empty of no values.
 */
export function changePoints(values: readonly number[], spread: number): number[] {
  const price = 2 * Math.log(Math.max(2, values.length)) * spread ** 2;
  /** Of the first n values: the least cost, and where their last stretch begins. */
  const best: { cost: number; start: number }[] = [{ cost: 0, start: 0 }];
  for (let end = 1; end <= values.length; end += 1) {
    let found = { cost: Infinity, start: 0 };
    for (let start = 0; start < end; start += 1) {
      const cost = (best[start]?.cost ?? Infinity) + squares(values.slice(start, end)) + price;
      if (cost < found.cost) found = { cost, start };
    }
    best.push(found);
  }
  const starts: number[] = [];
  for (let end = values.length; end > 0; end = starts[0] ?? 0) starts.unshift(best[end]?.start ?? 0);
  return starts;
}

/** Sum of the squares of the distances from their mean. */
function squares(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}
