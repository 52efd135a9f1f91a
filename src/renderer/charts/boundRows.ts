/** Bounds that are known beforehand, cut to the plot and placed for their labels. */
import type { Bound } from '../../shared/runs/chartData.ts';

export interface BoundLine {
  label: string;
  /** `x` along the chart's own axis. */
  points: readonly { x: number; y: number }[];
  /** Stands at the x of its one point. */
  upright: boolean;
}

/** A bound on the chart's x axis; points that the axis has no place for are left out. A level one and an upright one name their formula. */
export function boundLine(bound: Bound, positionOf: (x: number) => number | undefined): BoundLine {
  const points = bound.at.flatMap(({ x, value }) => {
    const position = positionOf(x);
    return position === undefined ? [] : [{ x: position, y: value }];
  });
  const { name, formula, upright = false } = bound;
  return { label: upright ? `${name} ${formula}` : isLevel(bound) ? `${name}, ${formula}` : name, points, upright };
}

function isLevel(bound: Bound): boolean {
  return bound.at.every(({ value }) => value === bound.at[0]?.value);
}

/** Cuts a rising bound where it leaves the top of the plot; empty when all of it lies above. */
export function clipAtTop(points: BoundLine['points'], top: number): { x: number; y: number }[] {
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

/** What the axis must hold: the values, and a level bound where it lies within twice the largest value. */
export function topWithBounds(largest: number, bounds: readonly Bound[]): number {
  const level = bounds.filter(isLevel).flatMap(({ at }) => at[0]?.value ?? []);
  return Math.max(largest, ...level.filter((value) => value <= largest * 2));
}
