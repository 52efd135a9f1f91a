/** What is known beforehand, drawn dashed and grey beside what was measured, with its formula. */
export interface Bound {
  /** "serial bound, 1 / 101.3 ns". */
  label: string;
  /** At least two, ascending by x, in the chart's units. */
  points: readonly { x: number; y: number }[];
}

/** Cuts a rising bound where it leaves the top of the plot; empty when all of it lies above. */
export function clipAtTop(points: Bound['points'], top: number): { x: number; y: number }[] {
  const kept: { x: number; y: number }[] = [];
  for (const point of points) {
    const before = kept.at(-1);
    if (point.y <= top) kept.push(point);
    else {
      if (before !== undefined && before.y < top) {
        const share = (top - before.y) / (point.y - before.y);
        kept.push({ x: before.x + share * (point.x - before.x), y: top });
      }
      break;
    }
  }
  return kept.length > 1 ? kept : [];
}

/** The top that the axis must reach: the values, and a level bound where it lies within twice the largest value. */
export function topWithBounds(largest: number, bounds: readonly Bound[]): number {
  const level = bounds.flatMap(({ points }) => {
    const ys = points.map((point) => point.y);
    const [low, high] = [Math.min(...ys), Math.max(...ys)];
    return low === high && high <= largest * 2 ? [high] : [];
  });
  return Math.max(largest, ...level);
}
