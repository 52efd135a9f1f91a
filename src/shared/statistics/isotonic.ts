/** The rising curve that lies nearest to given values: isotonic regression by pooling neighbours that fall. */

/** The least squares fit that never falls. M. Ayer et al., Annals of Mathematical Statistics 26(4), 1955. Empty of none. */
export function risingFit(values: readonly number[]): number[] {
  const pools: { sum: number; count: number }[] = [];
  for (const value of values) {
    let pool = { sum: value, count: 1 };
    for (let before = pools.at(-1); before !== undefined && mean(before) > mean(pool); before = pools.at(-1)) {
      pool = { sum: before.sum + pool.sum, count: before.count + pool.count };
      pools.pop();
    }
    pools.push(pool);
  }
  return pools.flatMap((pool) => Array.from({ length: pool.count }, () => mean(pool)));
}

function mean({ sum, count }: { sum: number; count: number }): number {
  return sum / count;
}
