/** What no figure of a result speaks of, and why. */
import { isDisturbed } from '../../lab/oversubscribed.ts';
import { formatValue } from '../../units/format.ts';
import { pointAt } from '../chartData.ts';
import type { Point } from '../record.ts';
import { doubt, level, lineWords, placeWithin, plain, type Sentence, type Told } from './sentence.ts';

interface Noisy {
  /** "futex at 8 threads", with the panel's place where there are several. */
  words: string;
  point: Point;
}

/** What no figure above speaks of, with the reason; then what oversubscription means for those that do. Of all panels together. */
export function unjudgedWords(told: readonly Told[]): Sentence[] {
  const [first] = told;
  if (first === undefined) return [];
  const hidden = told.filter(isHidden);
  const rest = eachOnce(told.filter((one) => !hidden.includes(one)).flatMap(noisyOf));
  const sentences = told.length > 1 && hidden.length === told.length ? noneOfAll(told) : hidden.flatMap(noneOf);
  return [...sentences, ...someWords(rest), ...crowdedWords(first, pointsOf(told))];
}

/** Whether no point of a panel could be judged, and there is more than one. */
function isHidden(told: Told): boolean {
  const all = told.lines.reduce((sum, { points }) => sum + points.length, 0);
  return all > 1 && noisyOf(told).length === all;
}

function noisyOf({ panel, axes, lines, place }: Told): Noisy[] {
  const where = place === '' ? '' : ` ${placeWithin(place)}`;
  return lines.flatMap((line) =>
    line.points.flatMap(({ x }) => {
      const point = pointAt(panel, axes, line, x);
      return point?.noisy === true ? [{ words: `${lineWords(axes, line)} at ${level(axes.x, x)}${where}`, point }] : [];
    }),
  );
}

function noneOf(told: Told): Sentence[] {
  const noisy = noisyOf(told);
  const lead = told.place === '' ? 'None' : `${told.place} none`;
  return [noneSentence(lead, noisy)];
}

function noneOfAll(told: readonly Told[]): Sentence[] {
  return [noneSentence('None', eachOnce(told.flatMap(noisyOf)))];
}

function noneSentence(lead: string, noisy: readonly Noisy[]): Sentence {
  return [
    doubt(`${lead} of the ${noisy.length} points could be judged: `),
    plain(`${gateWords(noisy.map(({ point }) => point))}.`),
  ];
}

function someWords(noisy: readonly Noisy[]): Sentence[] {
  const [first] = noisy;
  if (first === undefined) return [];
  const more = noisy.length - 1;
  const rest = more === 0 ? '' : `, and ${more} more ${more === 1 ? 'point' : 'points'}`;
  return [[doubt(`${first.words}${rest} could not be judged: `), plain(`${gateWords([first.point])}.`)]];
}

/** A point may stand in several panels. */
function eachOnce(noisy: readonly Noisy[]): Noisy[] {
  const first = new Map(noisy.toReversed().map((one) => [one.point, one]));
  return noisy.filter((one) => first.get(one.point) === one);
}

/** Each once: a point may stand in several panels. */
function pointsOf(told: readonly Told[]): Point[] {
  return [...new Set(told.flatMap(({ panel }) => panel.points))];
}

function crowdedWords({ record }: Told, points: readonly Point[]): Sentence[] {
  const crowded = points.filter(({ oversubscribed }) => oversubscribed);
  if (crowded.length === 0) return [];
  const cpus = record.environment.limits.cpus ?? record.environment.cpus;
  const some = crowded.length === 1 ? 'One point has' : `${crowded.length} points have`;
  return [
    [
      doubt(`${some} more threads than the ${formatValue(cpus, 'count')} CPUs`),
      plain(': waiting for a CPU is part of what they show.'),
    ],
  ];
}

function gateWords(points: readonly Point[]): string {
  const repeats = points.flatMap((point) => point.repeats);
  const failed = repeats.filter(({ gate }) => isDisturbed(gate));
  const reason = failed[0]?.gate.reasons[0];
  const words = `${failed.length} of ${repeats.length} repeats were disturbed`;
  return reason === undefined ? words : `${words} (${failed.length > 1 ? 'first: ' : ''}${reason})`;
}
