/** Segments of live series -> rows for a chart whose right edge is now. Nothing is drawn over a gap. */
export interface LiveSegment {
  /** Distinguishes segments; a new one begins after every interruption that is known. */
  id: string;
  /** Of its line: segments of one name have one slot and one variant. */
  name: string;
  slot: number;
  /** Lines of one slot that a second thing tells apart, such as two engines, each have a dash of their own. */
  variant?: number;
  /** Small figure over the segment, such as the number of threads. */
  label: string;
  /** Ascending; `at` in seconds on the same clock as the chart's `now`. */
  points: readonly { at: number; value: number }[];
}

export interface LiveRow {
  /** Seconds before now, so from -window to 0. */
  before: number;
  name: string;
  /** null breaks the line. */
  value: number | null;
}

/** Longer than this between two points (seconds) is a gap: several readings were missed. */
const gap = 0.5;

/**
 * Rows inside the window, oldest first, at most `limit` of them: where there are more, every second (third ...) point of
 * all segments is left out. A row belongs to one series; ends and gaps are rows without a value.
 */
export function liveRows(segments: readonly LiveSegment[], now: number, window: number, limit: number): LiveRow[] {
  const inside = segments.map(({ name, points }) => ({
    name,
    points: points.filter(({ at }) => at >= now - window && at <= now),
  }));
  const room = Math.max(1, limit - 2 * inside.length);
  const total = inside.reduce((sum, { points }) => sum + points.length, 0);
  const every = Math.max(1, Math.ceil(total / room));
  return inside.flatMap(({ name, points }) => {
    const rows: LiveRow[] = [];
    points.forEach(({ at, value }, index) => {
      const last = points[index - 1];
      if (last !== undefined && at - last.at > gap) rows.push({ before: last.at - now, name, value: null });
      if (index % every === 0 || index === points.length - 1) rows.push({ before: at - now, name, value });
    });
    const end = rows.at(-1);
    if (end !== undefined) rows.push({ before: end.before, name, value: null });
    return rows;
  });
}

/** Where a segment's small figure stands: the middle of what is inside the window, above its highest point. */
export function segmentLabels(segments: readonly LiveSegment[], now: number, window: number) {
  return segments.flatMap(({ id, label, points }) => {
    const inside = points.filter(({ at }) => at >= now - window && at <= now);
    const [first, last] = [inside[0], inside.at(-1)];
    if (first === undefined || last === undefined) return [];
    return [
      { id, label, before: (first.at + last.at) / 2 - now, top: Math.max(...inside.map((point) => point.value)) },
    ];
  });
}
