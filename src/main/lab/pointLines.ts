/** The points of a record as the lines that its main chart draws. */
import type { Point, PointParameters } from '../../shared/runs/record.ts';

export interface PointLine {
  /** What its points have in common: everything but the parameter along the line. */
  params: PointParameters;
  /** As they were planned. */
  points: Point[];
}

/** One line for each combination of the other parameters than `x`, in the order in which they first appear. */
export function pointLines(points: readonly Point[], x: string): PointLine[] {
  const lines = new Map<string, PointLine>();
  for (const point of points) {
    const { [x]: _, ...params } = point.params;
    const key = JSON.stringify(params);
    const line = lines.get(key) ?? { params, points: [] };
    line.points.push(point);
    lines.set(key, line);
  }
  return [...lines.values()];
}
