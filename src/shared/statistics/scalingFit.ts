/**
 * What the fits of scaling laws have in common: which points they refuse, in words; intervals; when a fit is too bad to be
 * shown. A law here is N/X(N) as a sum of non-negative multiples of columns, X being the throughput of N threads.
 */
import type { PointParameters, RunRecord } from '../runs/record.ts';
import { formatCount } from '../units/number.ts';
import { formatValue } from '../units/format.ts';
import { fitLogs, type LogFit } from './logFit.ts';
import { ascending, quantileOfSorted } from './quantile.ts';
import { seededRandom } from './random.ts';

/** As the record keeps it. What cannot be told (an end of an interval that nothing bounds) is absent from `values`. */
export type ScalingFit = RunRecord['fits'][number];

/** Measured: the throughput of a number of threads, in any unit; of repeats, their median. */
export interface ScalingPoint {
  threads: number;
  throughput: number;
}

export interface ScalingLaw {
  kind: string;
  /** As it stands in a sentence. */
  name: string;
  /** The columns of N/X at a number of threads; the first is 1. */
  columns: (threads: number) => number[];
  /**
   * What the coefficients of the columns mean, by name; infinite where nothing bounds it. null where they leave the
   * throughput of one thread open.
   */
  values: (coefficients: readonly number[]) => Record<string, number> | null;
}

/** Points beyond the number of coefficients: below 3 degrees of freedom an interval says nothing. */
const pointsToSpare = 3;
/**
 * The largest typical miss, as a share of the throughput, with which a fit is shown. What the gate lets pass (5% CPU taken
 * by others, 3% steal, 3% drift of the clock) can move a point by about this much; points that miss by more have another shape.
 */
const largestMiss = 0.1;
/** Resamples of the bootstrap. The ends of an interval then vary by a few percent of its width between seeds. */
const resamples = 1000;
/** How closely each is fitted: a coefficient to about 1e-4 of its standard deviation. */
const settled = 1e-8;
const level = 0.95;
/** The 97.5% quantile of the normal distribution. */
const normalQuantile = 1.959964;

/**
 * Fits a law to points by least squares on logarithms. `values` holds those of the law, each with its 95% interval under
 * the same name and `Low` and `High`; `typicalMiss`, the standard deviation of the points from the curve as a share of the
 * throughput, with as many degrees of freedom as there are points beyond coefficients; and `points`, how many there were.
 *
 * The intervals come from a residual bootstrap (B. Efron, 1979), repeated exactly by its seed: the curve's throughputs, each
 * times the miss of a point drawn at random, are fitted again. Few points miss their own curve by less than the truth, so
 * the misses are enlarged by sqrt(n / degrees of freedom), and by Student's t over the normal quantile, which makes the
 * percentiles as wide as an interval from so few points has to be (T. Hesterberg, The American Statistician 69, 2015).
 *
 * Refused, in words and without values: too few numbers of threads, throughputs that are no positive numbers, points that
 * leave the gain of one thread open, and a typical miss above 10%.
 */
export function fitScalingLaw(
  law: ScalingLaw,
  points: readonly ScalingPoint[],
  params: PointParameters,
  seed: number,
): ScalingFit {
  const refuse = (refused: string): ScalingFit => ({ kind: law.kind, params, values: {}, refused });
  const unusable = whyUnusable(law, points);
  if (unusable !== null) return refuse(unusable);

  const rows = points.map(({ threads }) => law.columns(threads));
  const fit = fitLogs(
    rows,
    points.map(({ threads, throughput }) => threads / throughput),
  );
  const freedom = points.length - fit.coefficients.length;
  const deviation = Math.sqrt(fit.residuals.reduce((total, value) => total + value * value, 0) / freedom);
  const typicalMiss = Math.expm1(deviation);
  if (!(typicalMiss <= largestMiss)) return refuse(whyBad(law, points, fit, typicalMiss));

  const found = law.values(fit.coefficients);
  if (found === null) {
    return refuse(
      `These points leave open what one thread alone reaches, and ${law.name} counts from there. Add 1 thread.`,
    );
  }
  const drawn = bootstrap(rows, fit, freedom, seed).map((coefficients) => law.values(coefficients));
  const values: Record<string, number> = { typicalMiss, points: points.length };
  for (const [name, value] of Object.entries(found)) {
    const sorted = ascending(drawn.map((of) => of?.[name] ?? Infinity));
    const low = Math.min(value, quantileOfSorted(sorted, (1 - level) / 2));
    const high = Math.max(value, quantileOfSorted(sorted, (1 + level) / 2));
    for (const [key, end] of [
      [name, value],
      [`${name}Low`, low],
      [`${name}High`, high],
    ] as const) {
      if (Number.isFinite(end)) values[key] = end;
    }
  }
  return { kind: law.kind, params, values, refused: null };
}

function bootstrap(rows: readonly (readonly number[])[], fit: LogFit, freedom: number, seed: number): number[][] {
  const enlarged = Math.sqrt(rows.length / freedom) * (studentQuantile(freedom) / normalQuantile);
  const misses = fit.residuals.map((value) => value * enlarged);
  const random = seededRandom(seed);
  const draw = (): number => misses[Math.floor(random() * misses.length)] ?? NaN;
  return Array.from({ length: resamples }, () => {
    const drawn = fit.fitted.map((value) => value * Math.exp(draw()));
    return fitLogs(rows, drawn, settled).coefficients;
  });
}

/**
 * The 97.5% quantile of Student's t, by the expansion of Abramowitz and Stegun 26.7.5: 0.8% low at 3 degrees of freedom
 * (3.16 for 3.18), closer above.
 */
function studentQuantile(freedom: number): number {
  const z = normalQuantile;
  return (
    z +
    (z ** 3 + z) / (4 * freedom) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3)
  );
}

function whyUnusable(law: ScalingLaw, points: readonly ScalingPoint[]): string | null {
  for (const { threads, throughput } of points) {
    if (!(Number.isSafeInteger(threads) && threads >= 1)) {
      return `A point is at ${formatCount(threads)} threads, and ${law.name} is about whole numbers from 1 up.`;
    }
    const at = `The throughput at ${formatThreads(threads)}`;
    if (!Number.isFinite(throughput)) return `${at} is not a finite number, so no curve can pass by it.`;
    // N/X is what is fitted, and overflows for throughputs that are all but 0.
    if (!(throughput > 0 && Number.isFinite(threads / throughput)))
      return `${at} is ${throughput > 0 ? 'all but 0' : formatCount(throughput)}, and ${law.name} is about throughputs above 0.`;
  }
  const measured = ascending([...new Set(points.map(({ threads }) => threads))]);
  const needed = law.columns(1).length + pointsToSpare;
  if (measured.length >= needed) return null;
  const add = `Add ${inWords(threadsToAdd(measured, needed))}.`;
  const only = measured[0];
  if (only !== undefined && measured.length === 1 && points.length > 1) {
    return `All ${points.length} points are at ${formatThreads(only)}, and ${law.name} needs at least ${needed} numbers of threads. ${add}`;
  }
  if (measured.length < points.length) {
    return `${points.length} points, but at ${measured.length} numbers of threads only, and ${law.name} needs at least ${needed}. ${add}`;
  }
  return `${points.length} ${points.length === 1 ? 'point' : 'points'}, and ${law.name} needs at least ${needed}. ${add}`;
}

/**
 * Numbers of threads that are missing, among 1, 2, 3, 4, 6, 8, 12, 16 ...: at least as many as are needed, and one more where
 * it is within half again of the largest measured.
 */
function threadsToAdd(measured: readonly number[], needed: number): number[] {
  const missing = needed - measured.length;
  const within = 1.5 * (measured.at(-1) ?? 0);
  const add: number[] = [];
  for (let power = 1; add.length <= missing; power *= 2) {
    for (const threads of power === 1 ? [1] : [power, 1.5 * power]) {
      const wanted = add.length < missing || (add.length === missing && threads <= within);
      if (!wanted) return add;
      if (!measured.includes(threads)) add.push(threads);
    }
  }
  return add;
}

/** `typicalMiss` against what may be, and the point that lies farthest off. */
function whyBad(law: ScalingLaw, points: readonly ScalingPoint[], fit: LogFit, typicalMiss: number): string {
  const sizes = fit.residuals.map(Math.abs);
  const worst = sizes.indexOf(Math.max(...sizes));
  // A residual is of N/X: below 0 where the throughput is above the curve.
  const off = Math.expm1(-(fit.residuals[worst] ?? NaN));
  return (
    `These points do not lie on a curve of ${law.name}: typically they miss it by ${formatValue(typicalMiss, 'ratio')}, ` +
    `and a gate that passed explains at most ${formatValue(largestMiss, 'ratio')}. Farthest off: ` +
    `${formatThreads(points[worst]?.threads ?? NaN)}, ${formatValue(Math.abs(off), 'ratio')} ${off > 0 ? 'above' : 'below'} the curve.`
  );
}

function formatThreads(threads: number): string {
  return `${formatCount(threads)} ${threads === 1 ? 'thread' : 'threads'}`;
}

function inWords(threads: readonly number[]): string {
  const last = formatThreads(threads.at(-1) ?? NaN);
  return threads.length === 1 ? last : `${threads.slice(0, -1).map(formatCount).join(', ')} and ${last}`;
}
