/** What counters close together cost their threads, where the step lies, and what several threads gain over one. */
import { summariseRatio } from '../../statistics/summarise.ts';
import { formatValue } from '../../units/format.ts';
import { formatSignificant } from '../../units/number.ts';
import { pointAt, type SweepLine } from '../chartData.ts';
import type { ParameterValue, Summary } from '../record.ts';
import { changeWords } from './changeWords.ts';
import {
  endsOf,
  extremes,
  figure,
  plain,
  repeatsOf,
  sentenceOf,
  timesRangeOf,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

/** Strides whose throughput is told against each other (bytes): on one line, and apart on every machine. */
const near = 8;
const far = 128;
/** A smaller rise from one stride to the next may be chance. */
const leastStep = 1.3;

export function falseSharingWords(told: Told): Sentence[] {
  if (several(told).length === 0) return changeWords(named(told));
  return [...timesWords(told), ...stepWords(told), ...gainWords(told)];
}

/** "128 B apart 2 threads count 3.1 times as fast as 8 B apart (range of 5 repeats 2.9 to 3.3)." */
function timesWords(told: Told): Sentence[] {
  const [from, to] = strides(told);
  if (from === undefined || to === undefined) return [];
  const all = several(told).flatMap((line) => {
    const times = timesOf(told, [line, from], [line, to]);
    return times === null ? [] : [{ line, times }];
  });
  const parts = extremes(all, ({ times }) => times.median).map(({ line, times }, i): Span[] => [
    plain(`${threadsOf(line)} ${i === 0 ? 'count ' : ''}`),
    figure(`${formatSignificant(times.median, 2)} times`),
    plain(i === 0 ? ` as fast as ${apart(from)}` : ''),
    timesRangeOf(times, i === 0),
  ]);
  return sentenceOf(`${apart(to)} `, parts);
}

/** "The step lies between 32 B and 64 B, with 2 threads: from there on each counter has a cache line of its own." By the line of the most threads that was judged. */
function stepWords(told: Told): Sentence[] {
  const line = several(told).findLast(({ points }) => points.filter(({ hollow }) => hollow === null).length >= 2);
  const judged = line?.points.filter(({ hollow }) => hollow === null) ?? [];
  const steps = judged.slice(1).map((point, i) => {
    const before = judged[i];
    return { from: before?.x, to: point.x, times: point.summary.median / (before?.summary.median ?? NaN) };
  });
  const [largest] = steps.toSorted((a, b) => b.times - a.times);
  if (line === undefined || largest === undefined) return [];
  const { from, to, times } = largest;
  if (!(times >= leastStep) || typeof from !== 'number' || typeof to !== 'number')
    return [
      [
        plain(
          `No step is seen with ${threadsOf(line)}: at no stride do they count ${leastStep} times as fast as at the one before.`,
        ),
      ],
    ];
  return [
    [
      plain('The step lies between '),
      figure(`${formatValue(from, 'bytes')} and ${formatValue(to, 'bytes')}`),
      plain(`, with ${threadsOf(line)}: from there on each counter has a cache line of its own.`),
    ],
  ];
}

/** "8 B apart 2 threads count 0.67 times as much as one alone (0.64 to 0.69) and 128 B apart 2 times (1.9 to 2.1)." */
function gainWords(told: Told): Sentence[] {
  const one = told.lines.find(({ value }) => value === 1);
  const line = several(told).at(-1);
  if (one === undefined || line === undefined) return [];
  const gains = strides(told).flatMap((stride) => {
    const times = timesOf(told, [one, stride], [line, stride]);
    return times === null ? [] : [{ stride, times }];
  });
  const parts = gains.map(({ stride, times }, i): Span[] => [
    plain(`${i === 0 ? '' : `${apart(stride)} `}`),
    figure(`${formatSignificant(times.median, 2)} times`),
    plain(i === 0 ? ' as much as one alone' : ''),
    timesRangeOf(times, false),
  ]);
  const [first] = gains;
  return first === undefined ? [] : sentenceOf(`${apart(first.stride)} ${threadsOf(line)} count `, parts);
}

/** Those that are held against each other, else the smallest and the largest that was asked; one where there is but one. */
function strides({ axes: { x } }: Told): ParameterValue[] {
  return x.values.includes(near) && x.values.includes(far) ? [near, far] : endsOf(x);
}

function several({ lines }: Told): SweepLine[] {
  return lines.filter(({ value }) => typeof value === 'number' && value > 1);
}

type Place = [line: SweepLine, stride: ParameterValue];

/** null where one of them is noisy or was not measured. */
function timesOf({ panel, axes, metric }: Told, ...places: [Place, Place]): Summary | null {
  const points = places.map(([line, stride]) => pointAt(panel, axes, line, stride));
  if (points.some((point) => point === undefined || point.noisy)) return null;
  const [from, to] = points.map((point) => repeatsOf(point, metric));
  return summariseRatio(from ?? [], to ?? []);
}

/** A line is named by its threads: a bare number says nothing in a sentence. */
function named(told: Told): Told {
  return { ...told, lines: told.lines.map((line) => ({ ...line, name: threadsOf(line) })) };
}

function threadsOf({ value }: SweepLine): string {
  return value === 1 ? '1 thread' : `${value} threads`;
}

function apart(stride: ParameterValue): string {
  return `${formatValue(Number(stride), 'bytes')} apart`;
}
