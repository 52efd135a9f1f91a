/** Lines over time -> rows for a chart, each of one line, and the places where the chart can be read. */
import type { TimeLine } from '../../shared/runs/seriesData.ts';

export interface TimeRow {
  at: number;
  name: string;
  /** null breaks the line. */
  value: number | null;
}

export interface TimeReading {
  at: number;
  values: { name: string; slot: number; value: number }[];
}

/** More places than these are closer than a pointer can tell apart. */
const mostReadings = 200;

/** One line after the other, with a break behind each. */
export function timeRows(lines: readonly TimeLine[]): TimeRow[] {
  return lines.flatMap(({ name, points }) => {
    const rows: TimeRow[] = points.map(({ at, value }) => ({ at, name, value }));
    const end = rows.at(-1);
    return end === undefined ? rows : [...rows, { at: end.at, name, value: null }];
  });
}

/** Moments with what every line has there; of very many, every second (third ...). */
export function readingsOf(lines: readonly TimeLine[]): TimeReading[] {
  const moments = new Map<number, TimeReading>();
  for (const { name, slot, points } of lines) {
    for (const { at, value } of points) {
      if (value === null) continue;
      const reading = moments.get(at) ?? { at, values: [] };
      reading.values.push({ name, slot, value });
      moments.set(at, reading);
    }
  }
  const all = [...moments.values()].toSorted((a, b) => a.at - b.at);
  const every = Math.max(1, Math.ceil(all.length / mostReadings));
  return all.filter((_, i) => i % every === 0);
}
