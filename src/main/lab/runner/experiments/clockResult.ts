/** From the fastest chunks of each window of time to what a repeat of clock speed measured. */
import * as layout from '../../../../kernels/layout.ts';
import { median } from '../../../../shared/statistics/quantile.ts';
import { formatHertz } from '../../../../shared/units/format.ts';
import type { Hertz, Seconds } from '../../../../shared/units/quantity.ts';
import type { ThreadCounters } from '../engines/threadCounters.ts';
import type { ThreadDone } from '../engines/threadEngine.ts';
import type { CheckAnswer, MeasuredRepeat } from '../protocol.ts';
import type { ClockPoint } from './clock-speed.ts';
import { clockDriftOf, finiteOrNull, overlapOf, spentIn } from './stretch.ts';
import type { TimedStretch } from './threadRepeat.ts';

/** The fastest chunks of a window, seconds an operation; NaN where the window has none. `at`: its middle, monotonic. */
export interface ChainWindow {
  at: Seconds;
  add: Seconds;
  multiply: Seconds;
}

export interface ClockStretch {
  stretch: TimedStretch;
  done: readonly ThreadDone[];
  /** [thread][window] */
  chains: readonly (readonly ChainWindow[])[];
}

const windowLength: Seconds = layout.WINDOW_NANOSECONDS / 1e9;
/** No core in use ticks slower or faster while it works. */
const slowest: Hertz = 0.3e9;
const fastest: Hertz = 7e9;
/** Turbo gives one core alone more than all together; the rest is what two measurements differ by. */
const allowance = 1.02;
/** Windows of a repeat that a record keeps: more are put together. */
const mostWindows = 100;

/** What a thread has kept. `entered`: when it began its loop. */
export function threadChains(counters: ThreadCounters, thread: number, entered: Seconds): ChainWindow[] {
  const { adds, multiplies } = counters.clockWindows(thread);
  const last = adds.findLastIndex((nanoseconds) => nanoseconds > 0);
  return adds.slice(0, last + 1).map((nanoseconds, i) => ({
    at: entered + (i + 0.5) * windowLength,
    add: perOperation(nanoseconds, layout.CHUNK_ADDS),
    multiply: perOperation(multiplies[i] ?? NaN, layout.CHUNK_MULTIPLIES),
  }));
}

/** `alone`: one thread before the others joined and after; none where there is but one. */
export function concludeClock(point: ClockPoint, all: ClockStretch, alone: readonly ClockStretch[]): MeasuredRepeat {
  const { stretch, done } = all;
  const counted = countedWindows(all);
  const clocks = counted.map(clockOf);
  // With more threads than CPUs one may have had no turn at all.
  const known = clocks.filter(Number.isFinite);
  const cycles = counted.map((windows, i) => shortest(windows.map(({ multiply }) => multiply)) * (clocks[i] ?? NaN));
  const overlap = overlapOf(stretch, done);
  const effectiveClock = median(known);
  const aloneClocks = alone.flatMap((one) => countedWindows(one).map(clockOf)).filter(Number.isFinite);
  const aloneClock = aloneClocks.length === 0 ? null : Math.max(...aloneClocks);
  return {
    metrics: {
      effectiveClock: finiteOrNull(effectiveClock),
      ...(alone.length > 0 && { aloneClock }),
      multiplyCycles: finiteOrNull(median(cycles.filter(Number.isFinite))),
      overlap,
      cpuUse: finiteOrNull(spentIn(stretch, 'cpuTime') / (stretch.after.at - stretch.before.at)),
    },
    perThread: known.length === clocks.length ? { threadClocks: clocks } : {},
    histograms: {},
    achieved: {},
    series: { clockOverTime: seriesOf(wholeWindows(all, counted)) },
    checks: known.length === 0 ? [] : checkAll(known, effectiveClock, aloneClock),
    readings: {
      overlap,
      warmUpDrift: finiteOrNull(stretch.drift),
      clockDrift: clockDriftOf(done),
      threads: point.threads,
    },
  };
}

/** The windows that lie in the counted stretch or reach into it: [thread][window]. */
function countedWindows({ stretch: { before, after }, chains }: ClockStretch): ChainWindow[][] {
  const reach = windowLength / 2;
  return chains.map((windows) => windows.filter(({ at }) => at + reach > before.at && at - reach < after.at));
}

/** Those that lie in it altogether: the last one of a run may hold one chunk alone, and that an interrupted one. All where none does. */
function wholeWindows(
  { stretch: { before, after } }: ClockStretch,
  counted: readonly ChainWindow[][],
): readonly ChainWindow[][] {
  const half = windowLength / 2;
  const whole = counted.map((windows) => windows.filter(({ at }) => at - half >= before.at && at + half <= after.at));
  return whole.some(({ length }) => length > 0) ? whole : counted;
}

/** An add takes one cycle. */
function clockOf(windows: readonly ChainWindow[]): Hertz {
  return 1 / shortest(windows.map(({ add }) => add));
}

/** NaN of none. */
function shortest(durations: readonly Seconds[]): Seconds {
  const known = durations.filter(Number.isFinite);
  return known.length === 0 ? NaN : Math.min(...known);
}

function perOperation(nanoseconds: number, operations: number): Seconds {
  return nanoseconds > 0 ? nanoseconds / 1e9 / operations : NaN;
}

/** The threads began within a moment of each other, so the first one's times stand for all. */
function seriesOf(counted: readonly (readonly ChainWindow[])[]): { at: Seconds[]; values: (Hertz | null)[][] } {
  const windows = Math.max(0, ...counted.map(({ length }) => length));
  const size = Math.max(1, Math.ceil(windows / mostWindows));
  const starts = Array.from({ length: Math.ceil(windows / size) }, (_, i) => i * size);
  const times = counted[0] ?? [];
  const own = starts.filter((start) => times[start] !== undefined);
  return {
    at: own.map((start) => median(times.slice(start, start + size).map(({ at }) => at))),
    values: counted.map((thread) => own.map((start) => finiteOrNull(clockOf(thread.slice(start, start + size))))),
  };
}

function checkAll(clocks: readonly Hertz[], effectiveClock: Hertz, aloneClock: Hertz | null): CheckAnswer[] {
  const answers = [plausible(clocks)];
  if (aloneClock !== null) answers.push(allNotFaster(effectiveClock, aloneClock));
  return answers;
}

function plausible(clocks: readonly Hertz[]): CheckAnswer {
  const [low, high] = [Math.min(...clocks), Math.max(...clocks)];
  const found = low === high ? formatHertz(low) : `${formatHertz(low)} to ${formatHertz(high)}`;
  return {
    id: 'plausible',
    holds: low >= slowest && high <= fastest,
    detail: `${found}, of ${formatHertz(slowest)} to ${formatHertz(fastest)} possible`,
  };
}

function allNotFaster(all: Hertz, alone: Hertz): CheckAnswer {
  return {
    id: 'allNotFaster',
    holds: all <= alone * allowance,
    detail: `${formatHertz(all)} together, ${formatHertz(alone)} alone, at most ${allowance} times that`,
  };
}
