/** Which channel carries the most messages and which the fewest, how many times fewer, and how long a round trip of theirs takes. */
import { formatValue } from '../../units/format.ts';
import { formatSignificant } from '../../units/number.ts';
import type { ParameterValue } from '../record.ts';
import { endsOf, figure, judgedAt, plain, rangeOf, type Sentence, type Span, type Told } from './sentence.ts';

/** At the smallest size, and at the largest where that is another. */
export function ipcWords(told: Told): Sentence[] {
  const ends = endsOf(told.axes.x);
  return [...ends.flatMap((x, i) => carriedWords(told, x, i === 0)), ...tripWords(told, ends[0])];
}

/** "64 B messages: Pipe carries 103 k/s (range of 5 repeats 99 to 105 k/s), Manager.Queue 8.5 k/s, 12 times fewer." */
function carriedWords(told: Told, x: ParameterValue, isFirst: boolean): Sentence[] {
  const carried = judgedAt(told, x)
    .flatMap(({ line, point }) => {
      const summary = point.metrics[told.metric];
      return summary === undefined ? [] : [{ line, summary }];
    })
    .toSorted((a, b) => b.summary.median - a.summary.median);
  const [most, ...others] = carried;
  const least = others.at(-1);
  if (most === undefined) return [];
  const { median } = most.summary;
  const spans: Span[] = [
    plain(`${formatValue(Number(x), 'bytes')} messages: `),
    figure(most.line.name),
    plain(' carries '),
    figure(formatValue(median, 'perSecond')),
    rangeOf(most.summary, 'perSecond', isFirst),
  ];
  if (least === undefined) return [[...spans, plain('.')]];
  const times = formatSignificant(median / least.summary.median, 2);
  return [
    [
      ...spans,
      plain(', '),
      figure(least.line.name),
      plain(' '),
      figure(formatValue(least.summary.median, 'perSecond')),
      plain(`, ${times} times fewer.`),
    ],
  ];
}

/** "One of 64 B there and back takes from 19 µs by Pipe to 240 µs by Manager.Queue." */
function tripWords(told: Told, x: ParameterValue | undefined): Sentence[] {
  const trips = judgedAt(told, x)
    .flatMap(({ line, point }) => {
      const median = point.metrics['roundTrip']?.median;
      return median === undefined ? [] : [{ name: line.name, median }];
    })
    .toSorted((a, b) => a.median - b.median);
  const [least, ...others] = trips;
  const most = others.at(-1);
  if (least === undefined) return [];
  const trip = ({ name, median }: typeof least): Span[] => [
    figure(formatValue(median, 'seconds')),
    plain(` by ${name}`),
  ];
  const lead = `One of ${formatValue(Number(x), 'bytes')} there and back takes `;
  if (most === undefined) return [[plain(lead), ...trip(least), plain('.')]];
  return [[plain(`${lead}from `), ...trip(least), plain(' to '), ...trip(most), plain('.')]];
}
