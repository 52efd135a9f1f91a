/**
 * What a metric cannot pass, known from what was asked and achieved. Of a lock's throughput: one thread at a time is inside
 * (serial bound), and a thread cannot come round faster than its work (linear gain, up to the CPUs). Of counters that share
 * nothing: linear gain over one thread. Of a clock: the highest that the machine reports. Of a load: where the caches end, by
 * what the machine reports.
 */
import { median } from '../statistics/quantile.ts';
import { formatBytes } from '../units/bytes.ts';
import { formatSeconds } from '../units/duration.ts';
import { formatHertz, formatPerSecond } from '../units/format.ts';
import { formatSignificant } from '../units/number.ts';
import { reportedCaches } from './cacheLevels.ts';
import { experimentOf, type ChartAxes, type Charted, type Panel } from './chartAxes.ts';
import { pointAt, type Bound } from './chartData.ts';
import type { Environment } from './record.ts';

/** A finished run knows its machine; one that goes on is drawn without. */
export type Bounded = Pick<Charted, 'experiment'> & { environment?: Environment };

/** Of one metric in one panel; none where nothing honest is known beforehand. */
export function boundsOf(record: Bounded, panel: Panel, axes: ChartAxes, metric: string): Bound[] {
  if (metric === 'throughput' && axes.x.name === 'threads') {
    return [...workBounds(record, panel, axes), ...shareNothingBounds(record, panel, axes)];
  }
  if (axes.x.name === 'workingSet' && (metric === 'loadLatency' || metric === 'loadCycles'))
    return cacheEnds(record, axes);
  if (metric === 'effectiveClock' || metric === 'threadClocks') return clockBounds(record, axes);
  return [];
}

/** Of locks, where there was work inside. */
function workBounds(record: Bounded, panel: Panel, axes: ChartAxes): Bound[] {
  const section = achieved(panel, 'criticalSection');
  const think = achieved(panel, 'thinkTime');
  const threads = axes.x.values.filter((value) => typeof value === 'number');
  const [first, last] = [threads[0], threads.at(-1)];
  if (axes.by.name !== 'lock' || !(section > 0) || first === undefined || last === undefined) return [];
  const serial: Bound = {
    name: 'serial bound',
    formula: `1 / ${formatSeconds(section, 4)}`,
    at: [first, last].map((x) => ({ x, value: 1 / section })),
  };
  if (!(think >= 0) || first === last) return [serial];
  const round = section + think;
  const meets = round / section; // from here on the serial bound is the lower one
  const most = Math.min(cpusOf(record), meets);
  const linear: Bound = {
    name: 'linear gain',
    formula: `${gaining(record, last)} / ${formatSeconds(round, 4)}`,
    at: linearGain(threads, most, 1 / round).filter(({ x }) => x <= most || most < meets),
  };
  return linear.at.length > 1 ? [linear, serial] : [serial];
}

/** `rate`: of one thread. Straight up to `most` threads, level from there on. */
function linearGain(threads: readonly number[], most: number, rate: number): Bound['at'] {
  const [first, last] = [threads[0] ?? NaN, threads.at(-1) ?? NaN];
  const bend = most > first && most < last ? [most] : [];
  const xs = [...new Set([...threads, ...bend])].toSorted((a, b) => a - b);
  return xs.map((x) => ({ x, value: Math.min(x, most) * rate }));
}

/** Of the lines that the catalogue names, from what one thread measured. */
function shareNothingBounds(record: Bounded, panel: Panel, axes: ChartAxes): Bound[] {
  const threads = axes.x.values.filter((value) => typeof value === 'number');
  return axes.lines.flatMap((line): Bound[] => {
    if (experimentOf(record)?.chart.shareNothing?.includes(String(line.value)) !== true) return [];
    const one = pointAt(panel, axes, line, 1);
    const rate = one?.noisy === false ? one.metrics['throughput']?.median : undefined;
    if (rate === undefined || threads.length < 2) return [];
    const formula = `${gaining(record, threads.at(-1) ?? 1)} × ${formatPerSecond(rate)}`;
    return [{ name: `linear gain of ${line.name}`, formula, at: linearGain(threads, cpusOf(record), rate) }];
  });
}

function clockBounds({ environment }: Bounded, axes: ChartAxes): Bound[] {
  const value = environment?.clockMax ?? null;
  const xs = axes.x.values.filter((x) => typeof x === 'number');
  const [first, last] = [xs[0], xs.at(-1)];
  if (value === null || first === undefined || last === undefined) return [];
  return [{ name: 'reported maximum', formula: formatHertz(value), at: [first, last].map((x) => ({ x, value })) }];
}

/** The reported sizes that lie within the sets. */
function cacheEnds({ environment }: Bounded, axes: ChartAxes): Bound[] {
  const sets = axes.x.values.map(Number);
  const [smallest, largest] = [Math.min(...sets), Math.max(...sets)];
  const caches = environment === undefined ? [] : reportedCaches(environment);
  return caches.flatMap(({ level, bytes }): Bound[] =>
    bytes < smallest || bytes > largest
      ? []
      : [{ name: `reported L${level}`, formula: formatBytes(bytes), at: [{ x: bytes, value: NaN }], upright: true }],
  );
}

/** What a linear gain is counted in: "threads", or "min(threads, 2 CPUs)" where more threads than those were asked. */
function gaining(record: Bounded, last: number): string {
  const cpus = cpusOf(record);
  if (last <= cpus) return 'threads';
  return `min(threads, ${formatSignificant(cpus)} ${cpus === 1 ? 'CPU' : 'CPUs'})`;
}

/** CPUs that the run could use; without bound where the machine is not known. */
function cpusOf({ environment }: Bounded): number {
  return environment === undefined ? Infinity : Math.min(environment.cpus, environment.limits.cpus ?? Infinity);
}

/** Median over the points; NaN where none measured it. */
function achieved(panel: Panel, name: string): number {
  return median(panel.points.flatMap((point) => point.achieved?.[name] ?? []));
}
