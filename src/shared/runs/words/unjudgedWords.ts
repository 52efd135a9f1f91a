/** What no figure of a result speaks of, and why. */
import { formatValue } from '../../units/format.ts';
import { pointAt } from '../chartData.ts';
import type { Point } from '../record.ts';
import { doubt, level, plain, type Sentence, type Told } from './sentence.ts';

/** What no figure above speaks of, with the reason; then what oversubscription means for those that do. */
export function unjudgedWords({ record, panel, axes, lines }: Told): Sentence[] {
  const noisy = lines.flatMap((line) =>
    line.points.flatMap(({ x }) => {
      const point = pointAt(panel, axes, line, x);
      return point?.noisy === true ? [{ line, x, point }] : [];
    }),
  );
  const sentences: Sentence[] = [];
  const first = noisy[0];
  if (first !== undefined) {
    const all = lines.reduce((sum, { points }) => sum + points.length, 0);
    if (noisy.length === all && all > 1) {
      return [
        [doubt(`None of the ${all} points could be judged: `), plain(`${gateWords(noisy.map(({ point }) => point))}.`)],
      ];
    }
    const rest = noisy.length === 1 ? '' : `, and ${noisy.length - 1} more ${noisy.length === 2 ? 'point' : 'points'}`;
    const what = `${first.line.name} at ${level(axes.x, first.x)}${rest} could not be judged: `;
    sentences.push([doubt(what), plain(`${gateWords([first.point])}.`)]);
  }
  const crowded = panel.points.filter(({ oversubscribed }) => oversubscribed);
  if (crowded.length > 0) {
    const cpus = record.environment.limits.cpus ?? record.environment.cpus;
    sentences.push([
      doubt(
        `${crowded.length === 1 ? 'One point has' : `${crowded.length} points have`} more threads than the ${formatValue(cpus, 'count')} CPUs`,
      ),
      plain(': waiting for a CPU is part of what they show.'),
    ]);
  }
  return sentences;
}

function gateWords(points: readonly Point[]): string {
  const repeats = points.flatMap((point) => point.repeats);
  const failed = repeats.filter(({ gate }) => !gate.passed);
  const reason = failed[0]?.gate.reasons[0];
  const words = `${failed.length} of ${repeats.length} repeats were disturbed`;
  return reason === undefined ? words : `${words} (${failed.length > 1 ? 'first: ' : ''}${reason})`;
}
