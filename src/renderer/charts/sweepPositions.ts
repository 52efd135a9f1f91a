/**
 * Where the asked values of a swept parameter stand on the x axis, 0 to 1. Doublings on a logarithm; where a logarithm
 * cannot hold them (a 0 among them) at even steps, in order. A single value stands in the middle.
 */
export function sweepPositions(values: readonly number[], scale: 'linear' | 'log'): ReadonlyMap<number, number> {
  const sorted = [...new Set(values)].toSorted((a, b) => a - b);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return new Map();
  if (first === last) return new Map([[first, 0.5]]);
  return new Map(sorted.map((value, index) => [value, place(value, index)]));

  function place(value: number, index: number): number {
    const [low, high] = [sorted[0] ?? 0, sorted.at(-1) ?? 1];
    if (scale === 'linear') return (value - low) / (high - low);
    if (low <= 0) return index / (sorted.length - 1);
    return Math.log(value / low) / Math.log(high / low);
  }
}
