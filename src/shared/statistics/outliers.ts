/** Outliers among repeats: marked, never dropped. */
import { ascending, quantileOfSorted } from './quantile.ts';

/** Length of the fences in interquartile ranges: J. Tukey, Exploratory Data Analysis (1977). */
const fence = 1.5;
/** With fewer values the quartiles are the values themselves and nothing can lie outside. */
const atLeast = 4;

/** For each value whether it lies outside Tukey's fences, Q1 - 1.5 IQR to Q3 + 1.5 IQR. None below 4 values. */
export function tukeyOutliers(values: readonly number[]): boolean[] {
  const sorted = ascending(values.filter(Number.isFinite));
  if (sorted.length < atLeast) return values.map(() => false);
  const first = quantileOfSorted(sorted, 0.25);
  const third = quantileOfSorted(sorted, 0.75);
  const reach = fence * (third - first);
  return values.map((value) => value < first - reach || value > third + reach);
}
