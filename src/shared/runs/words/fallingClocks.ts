/** Whether the clock fell while it was measured: within the repeats, or from the first of them to the last. That is what throttling looks like. */
import { median } from '../../statistics/quantile.ts';
import { summarise } from '../../statistics/summarise.ts';
import { formatHertz } from '../../units/format.ts';
import type { Hertz, Ratio } from '../../units/quantity.ts';
import { pointAt } from '../chartData.ts';
import type { Series } from '../record.ts';
import {
  doubt,
  extremes,
  figure,
  interval,
  kindOf,
  level,
  percent,
  percentRange,
  plain,
  sentenceOf,
  type Sentence,
  type Span,
  type Told,
} from './sentence.ts';

/** The metric of clock-speed over time. */
const overTime = 'clockOverTime';
/** The gate lets a clock drift by 3%: less is no fall. */
const leastFall: Ratio = 0.03;
/** Windows of a repeat, below which its ends cannot be told from its middle. */
const fewestWindows = 8;

interface Fall {
  name: string;
  /** Where on the x axis. */
  where: string;
  /** Of the clock, in each repeat. */
  shares: readonly Ratio[];
  from: Hertz;
  to: Hertz;
}

/** "On wasm at 4 threads the clock falls by 12% within a repeat (range of 5 repeats 10 to 14%), from 3.2 to 2.8 GHz: ...". */
export function fallingClocks(told: Told): Sentence[] {
  const within = fallsOf(told, (repeats) => repeats.filter(({ length }) => length >= fewestWindows).map(quartersOf));
  if (within.length > 0) return fallWords('within a repeat', within);
  // Repeats are shuffled among the points: from the first to the last a whole run lies between.
  return fallWords(
    'from the first repeat to the last',
    fallsOf(told, (repeats) => {
      const [first, last] = [repeats[0], repeats.at(-1)];
      return first === undefined || last === undefined || first === last
        ? []
        : [{ from: median(first), to: median(last) }];
    }),
  );
}

/** The points where the clock at the end is lower by more than drift; disturbed ones as well, since such a fall is a disturbance by itself. */
function fallsOf(
  { panel, axes, lines }: Told,
  read: (repeats: readonly (readonly Hertz[])[]) => { from: Hertz; to: Hertz }[],
): Fall[] {
  return axes.x.values.flatMap((x) =>
    lines.flatMap((line): Fall[] => {
      const point = pointAt(panel, axes, line, x);
      const series = point?.series?.[overTime];
      if (point === undefined || series === undefined || point.oversubscribed) return [];
      const ends = read(clocksOf(series));
      const shares = ends.map(({ from, to }) => 1 - to / from);
      const [from, to] = [median(ends.map((end) => end.from)), median(ends.map((end) => end.to))];
      return median(shares) >= leastFall ? [{ name: line.name, where: level(axes.x, x), shares, from, to }] : [];
    }),
  );
}

/** The middle thread's clock: [repeat][window]. A window in which no thread has one is left out. */
function clocksOf({ repeat, values }: Series): Hertz[][] {
  const repeats: Hertz[][] = [];
  repeat.forEach((number, i) => {
    const clock = median(values.flatMap((thread) => thread[i] ?? []));
    if (Number.isFinite(clock)) (repeats[number] ??= []).push(clock);
  });
  return repeats.filter((clocks) => clocks !== undefined);
}

/** A quarter of the repeat at each end, so that a window that was interrupted is none of them. */
function quartersOf(clocks: readonly Hertz[]): { from: Hertz; to: Hertz } {
  const quarter = Math.floor(clocks.length / 4);
  return { from: median(clocks.slice(0, quarter)), to: median(clocks.slice(-quarter)) };
}

function fallWords(when: string, falls: readonly Fall[]): Sentence[] {
  const parts = extremes(falls, ({ shares }) => median(shares)).map(({ name, where, shares, from, to }, i): Span[] => {
    const share = summarise(shares, 'ratio');
    const range =
      share === null || share.n < 2 ? '' : ` (${kindOf(share, i === 0)}${percentRange(share.low, share.high)})`;
    return [
      figure(`by ${percent(median(shares))}`),
      plain(` on ${name} at ${where}`),
      interval(range),
      plain(`, from ${formatHertz(from)} to ${formatHertz(to)}`),
    ];
  });
  const cause = ': the cores are throttled by their heat or power, or a hypervisor gives them less.';
  return sentenceOf(`The clock falls ${when} `, parts, '').map((sentence) => [...sentence, doubt(cause)]);
}
