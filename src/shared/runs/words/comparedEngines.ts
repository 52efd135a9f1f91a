/** The same line on two engines beside each other, both named: never one engine's figure without the other's name. */
import { summariseRatio } from '../../statistics/summarise.ts';
import { formatSignificant } from '../../units/number.ts';
import { metricOf, placeTitle } from '../chartAxes.ts';
import { pointAt } from '../chartData.ts';
import type { Summary } from '../record.ts';
import {
  extremes,
  figure,
  interval,
  joined,
  kindOf,
  level,
  plain,
  repeatsOf,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

interface Compared {
  name: string;
  times: Summary;
}

/**
 * "At 8 threads native has 1.6 times the throughput of wasm with tas (range of 5 repeats 1.5 to 1.7) and 1.2 times with mcs (...)."
 * Every further engine against the first, at the largest x, where neither point is noisy. None where engines make the lines.
 */
export function comparedEngines(told: readonly Told[]): Sentence[] {
  const engines = [...new Set(told.flatMap(({ panel }) => panel.params['engine'] ?? []))];
  const [first, ...others] = engines;
  return first === undefined ? [] : others.flatMap((other) => compare(told, first, other));
}

function compare(told: readonly Told[], first: string | number, other: string | number): Sentence[] {
  const [any] = told;
  const x = any?.axes.x.values.at(-1);
  if (any === undefined || x === undefined) return [];
  const compared = told
    .filter(({ panel }) => panel.params['engine'] === first)
    .flatMap((one) => {
      const twin = told.find(({ panel }) => isTwin(panel.params, one.panel.params, other));
      return twin === undefined ? [] : linesOf(one, twin, x);
    });
  if (compared.length === 0) return [];
  const what = metricOf(any.record, any.metric).title.toLowerCase();
  const parts = extremes(compared, ({ times }) => times.median).map(({ name, times }, i): Span[] => [
    figure(`${formatSignificant(times.median, 2)} times`),
    plain(i === 0 ? ` the ${what} of ${first} with ${name}` : ` with ${name}`),
    interval(` (${kindOf(times, i === 0)}${timesRange(times)})`),
  ]);
  return [[plain(`At ${level(any.axes.x, x)} ${other} has `), ...joined(parts), plain('.')]];
}

/** The same but for the engine. */
function isTwin(params: Told['panel']['params'], of: Told['panel']['params'], engine: string | number): boolean {
  return params['engine'] === engine && Object.keys(of).every((name) => name === 'engine' || params[name] === of[name]);
}

function linesOf(one: Told, twin: Told, x: string | number): Compared[] {
  const { engine: _, ...rest } = one.panel.params;
  const place = placeTitle(one.record, { params: rest });
  return one.lines.flatMap((line): Compared[] => {
    const points = [pointAt(one.panel, one.axes, line, x), pointAt(twin.panel, twin.axes, line, x)];
    if (points.some((point) => point === undefined || point.noisy)) return [];
    const [from, to] = points.map((point) => repeatsOf(point, one.metric));
    const times = summariseRatio(from ?? [], to ?? []);
    const name = [line.name, place].filter((part) => part !== '').join(', ');
    return times === null ? [] : [{ name, times }];
  });
}

/** "1.5 to 1.7". */
function timesRange({ low, high }: Summary): string {
  const [from, to] = [formatSignificant(low, 2), formatSignificant(high, 2)];
  return from === to ? to : `${from} to ${to}`;
}
