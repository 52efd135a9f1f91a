/** Which repeats Tukey's fences mark, in words. They are of the main metric, and count like the others. */
import { formatCount } from '../units/number.ts';
import type { Point } from './record.ts';

/** "2 of 20 repeats lie outside Tukey’s fences; they are kept". Empty where none does. */
export function outlierWords(points: readonly Pick<Point, 'repeats'>[]): string {
  const repeats = points.flatMap((point) => point.repeats);
  const outside = repeats.filter(({ outlier }) => outlier).length;
  if (outside === 0) return '';
  const ends = outside === 1 ? 'lies outside Tukey’s fences; it is kept' : 'lie outside Tukey’s fences; they are kept';
  return `${formatCount(outside)} of ${formatCount(repeats.length)} repeats ${ends}`;
}

/** Of one point, counted from 1: "outside the fences: repeats 2, 5". Empty without any. */
export function outliersOf({ repeats }: Pick<Point, 'repeats'>): string {
  const numbers = repeats.flatMap(({ outlier }, index) => (outlier ? [index + 1] : []));
  return numbers.length === 0 ? '' : `outside the fences: repeat${numbers.length > 1 ? 's' : ''} ${numbers.join(', ')}`;
}
