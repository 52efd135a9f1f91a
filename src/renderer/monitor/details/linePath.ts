/** Points over time -> the path of a line. Nothing is drawn over a gap. */
import type { Seconds } from '../../../shared/units/quantity.ts';

export interface PathFrame {
  /** The right edge, and the seconds to the left one. */
  now: Seconds;
  window: Seconds;
  /** The value at the top edge. */
  top: number;
  /** Pixels. */
  width: number;
  height: number;
}

/** A gap longer than this many usual steps is not bridged. */
const LONGEST_STEP = 2.5;

/** From one point to the next at most, for the line to go on; `otherwise` where there are no two points. */
export function longestJoined(points: readonly { at: Seconds }[], otherwise: Seconds): Seconds {
  const steps = points.slice(1).map(({ at }, index) => at - (points[index]?.at ?? at));
  return (steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? otherwise) * LONGEST_STEP;
}

/** SVG path data; empty where there is nothing to draw. NaN breaks the line. A point alone is drawn as a dot of the line's width. */
export function linePath(points: readonly { at: Seconds; value: number }[], frame: PathFrame): string {
  const { now, window, top, width, height } = frame;
  const longest = longestJoined(points, window);
  let path = '';
  let before = NaN;
  for (const { at, value } of points) {
    if (at < now - window || Number.isNaN(value)) {
      before = NaN;
      continue;
    }
    const x = (1 - (now - at) / window) * width;
    const y = height * (1 - (top > 0 ? Math.min(1, Math.max(0, value / top)) : 0));
    const joined = at - before <= longest;
    path += `${joined ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}${joined ? '' : 'h0'}`;
    before = at;
  }
  return path;
}
