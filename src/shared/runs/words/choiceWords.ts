/** How the choices along the x axis differ in the main metric: the best with its figure, the others by how many times that. */
import { summariseRatio } from '../../statistics/summarise.ts';
import { formatValue } from '../../units/format.ts';
import { formatSignificant } from '../../units/number.ts';
import { interpreterName } from '../../lab/plan.ts';
import { metricOf } from '../chartAxes.ts';
import { pointAt, type SweepLine } from '../chartData.ts';
import type { Summary } from '../record.ts';
import {
  extremes,
  figure,
  interval,
  level,
  percent,
  percentRange,
  plain,
  rangeOf,
  repeatsOf,
  sentenceOf,
  timesRange,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

/** "On python thread has the lowest start latency, 334 µs (range of 5 repeats 310 to 357 µs); fork has 58 times that (42 to 80), spawn 256 times (230 to 280)." */
export function choiceWords(told: Told): Sentence[] {
  return told.lines.flatMap((line, i) => wordsOfLine(told, line, i === 0));
}

function wordsOfLine(told: Told, line: SweepLine, isFirst: boolean): Sentence[] {
  const { record, panel, axes, metric } = told;
  const { title, unit, better } = metricOf(record, metric);
  const quiet = line.points.filter(({ hollow }) => hollow === null);
  const sorted = quiet.toSorted((a, b) => a.summary.median - b.summary.median);
  const [best, ...others] = better === 'more' ? sorted.toReversed() : sorted;
  if (best === undefined) return [];
  const values = (x: typeof best.x): number[] => repeatsOf(pointAt(panel, axes, line, x), metric);
  const ratios = others.flatMap(({ x }) => {
    const ratio = summariseRatio(values(best.x), values(x));
    return ratio === null ? [] : [{ x, ratio }];
  });
  const { summary } = best;
  const lead: Span[] = [
    figure(
      `${best.x} has the ${better === 'more' ? 'highest' : 'lowest'} ${title.toLowerCase()}, ${formatValue(summary.median, unit)}`,
    ),
    rangeOf(summary, unit, isFirst),
  ];
  const rest = extremes(ratios, ({ ratio }) => ratio.median).map(({ x, ratio }, i) =>
    comparison(`${x}${i === 0 ? ' has' : ''}`, ratio, i === 0),
  );
  const where = ['engine', interpreterName].includes(axes.by.name) ? line.name : level(axes.by, line.value);
  const [compared = []] = sentenceOf('; ', rest, '');
  return [[plain(`On ${where} `), ...lead, ...compared, plain('.')]];
}

/** Below what it is compared with as a share, else as so many times that. */
function comparison(name: string, ratio: Summary, isFirst: boolean): Span[] {
  const [amount, range] =
    ratio.median < 1
      ? [percent(ratio.median), percentRange(ratio.low, ratio.high)]
      : [`${formatSignificant(ratio.median, 2)} times`, timesRange(ratio)];
  return [figure(`${name} ${amount}`), plain(isFirst ? ' that' : ''), interval(` (${range})`)];
}
