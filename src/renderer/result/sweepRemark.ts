/** What a chart's caption says of its points: which interval, of how many repeats, and what hollow means. */
import { hollowMeaning, type Hollow } from '../../shared/runs/hollow.ts';
import type { Summary } from '../../shared/runs/record.ts';
import { rangeLevel } from '../../shared/statistics/summarise.ts';
import { formatRatio } from '../../shared/units/format.ts';

/** Points of lines, or the cells of heat maps. */
export interface Remarked {
  points: readonly { summary: Summary; hollow: Hollow | null }[];
}

/** "median and range (93.75%) of 5; hollow: noisy". An interval names its level. Empty without a point. */
export function sweepRemark(lines: readonly Remarked[]): string {
  const points = lines.flatMap((line) => line.points);
  const counts = [...new Set(points.map(({ summary }) => summary.n))].toSorted((a, b) => a - b);
  const [fewest, most] = [counts[0], counts.at(-1)];
  if (fewest === undefined || most === undefined) return '';
  const of = fewest === most ? String(fewest) : `${fewest} to ${most}`;
  const ranged = points.some(({ summary }) => summary.interval === 'range');
  const level = fewest === most && ranged ? ` (${formatRatio(rangeLevel(most))})` : '';
  const interval = ranged ? `range${level}` : '95% interval';
  return [most === 1 ? 'one repeat' : `median and ${interval} of ${of}`, ...hollowRemark(points)].join('; ');
}

/** "hollow: threads > CPUs", the reasons that are among these marks; none where all are filled. */
export function hollowRemark(marks: readonly { hollow: Hollow | null }[]): string[] {
  const meaning = hollowMeaning(marks);
  return meaning === '' ? [] : [`hollow: ${meaning}`];
}
