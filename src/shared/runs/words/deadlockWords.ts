/** How soon a cycle closed without a rule, that it did not with one, and what the meals were. */
import { percentile } from '../../statistics/histogram.ts';
import { formatValue } from '../../units/format.ts';
import { pointAt, type SweepLine } from '../chartData.ts';
import type { ParameterValue, Point } from '../record.ts';
import { amountWords } from './amountWords.ts';
import { capital, figure, joined, judgedAt, level, plain, type Sentence, type Span, type Told } from './sentence.ts';

export function deadlockWords(told: Told): Sentence[] {
  return [...cycleWords(told), ...mealWords(told)];
}

/** "Without a rule 5 philosophers stood still 120 times, half of them within 3.2 ms; with rule ordered and arbiter never." */
function cycleWords({ panel, axes, lines }: Told): Sentence[] {
  const x = axes.x.values.at(-1);
  if (x === undefined) return [];
  const told = lines.flatMap((line) => {
    const point = pointAt(panel, axes, line, x);
    if (point === undefined || point.repeats.length === 0) return [];
    return [{ line, point, times: point.histograms?.['timeToDeadlock']?.count ?? 0 }];
  });
  const stood = told.filter(({ times }) => times > 0).map((one) => stillWords(one, axes.x, x));
  const never = told.filter(({ times }) => times === 0).map(({ line }) => [figure(line.name)]);
  const parts = [
    ...stood,
    ...(never.length === 0
      ? []
      : [
          [
            plain(`${stood.length === 0 ? `at ${level(axes.x, x)} ` : ''}with rule `),
            ...joined(never),
            plain(' never'),
          ],
        ]),
  ];
  const [first, ...rest] = parts.flatMap((part, i) => (i === 0 ? part : [plain('; '), ...part]));
  const ending = stood.length === 0 ? ' was there a deadlock.' : '.';
  return first === undefined ? [] : [[{ ...first, text: capital(first.text) }, ...rest, plain(ending)]];
}

function stillWords(
  { line, point, times }: { line: SweepLine; point: Point; times: number },
  axis: Told['axes']['x'],
  x: ParameterValue,
): Span[] {
  const histogram = point.histograms?.['timeToDeadlock'];
  const middle = histogram === undefined ? NaN : percentile(histogram, 0.5);
  return [
    plain(`${line.value === 'none' ? 'without a rule' : `with rule ${line.name}`} ${level(axis, x)} `),
    figure(`stood still ${times === 1 ? 'once' : `${formatValue(times, 'count')} times`}`),
    plain(`, ${times === 1 ? '' : 'half of them '}within `),
    figure(formatValue(middle, 'seconds')),
  ];
}

/** "At 5 philosophers there were 310 k/s meals (range ...) with rule arbiter and 12 k/s (...) with rule none." */
function mealWords(told: Told): Sentence[] {
  const x = told.axes.x.values.at(-1);
  if (x === undefined) return [];
  return amountWords(`At ${level(told.axes.x, x)} there were `, judgedAt(told, x), {
    metric: 'meals',
    unit: 'perSecond',
    what: ' meals',
    by: 'with rule',
  });
}
