/**
 * Least squares on logarithms: a throughput scatters by a share of itself, so a miss of 5% weighs the same at 1 thread and
 * at 64. The model is a sum of non-negative multiples of known columns, as N/X is in Amdahl's law and in the Universal
 * Scalability Law.
 */
import { nonNegativeLeastSquares } from './nonNegative.ts';

export interface LogFit {
  /** One for each column, >= 0. */
  coefficients: number[];
  /** The model at each row. */
  fitted: number[];
  /** ln(value) - ln(fitted) of each row. */
  residuals: number[];
}

/** Steps; from the first guess it takes about five, and each keeps what the one before reached. */
const mostSteps = 60;
const mostHalvings = 20;
/** An improvement of the sum of squares by less than this share of it ends the search. */
const exactly = 1e-14;
/** So does a sum of squares that is the rounding of logarithms: 1e-14 a row. */
const rounding = 1e-28;

/**
 * Fits `rows` [row][column] times coefficients >= 0 to `values` > 0 so that the squares of the logarithms' differences are
 * least. Gauss-Newton: each step is a non-negative least-squares problem, shortened while it does not improve.
 * The first column is 1 throughout, so that the model can be positive everywhere. `settled`: the share of the sum of squares
 * by which a step must improve it for the search to go on.
 */
export function fitLogs(rows: readonly (readonly number[])[], values: readonly number[], settled = exactly): LogFit {
  const scale = Math.exp(values.reduce((total, value) => total + Math.log(value), 0) / values.length);
  const targets = values.map((value) => value / scale);
  // As if the model were already the values: relative differences to first order.
  let fit = evaluate(rows, targets, step(rows, targets, targets));
  if (!Number.isFinite(fit.squares)) {
    fit = evaluate(
      rows,
      targets,
      (rows[0] ?? []).map((_, i) => (i === 0 ? 1 : 0)),
    );
  }
  for (let steps = 0; steps < mostSteps && fit.squares > rounding; steps += 1) {
    const next = improve(rows, targets, fit);
    const gain = fit.squares - next.squares;
    fit = next;
    if (gain <= settled * fit.squares) break;
  }
  return {
    coefficients: fit.coefficients.map((value) => value * scale),
    fitted: fit.fitted.map((value) => value * scale),
    residuals: fit.residuals,
  };
}

interface Evaluated extends LogFit {
  squares: number;
}

function improve(rows: readonly (readonly number[])[], targets: readonly number[], from: Evaluated): Evaluated {
  const wanted = step(rows, targets, from.fitted);
  for (let halvings = 0; halvings < mostHalvings; halvings += 1) {
    const share = 0.5 ** halvings;
    const coefficients = from.coefficients.map((value, i) =>
      share === 1 ? (wanted[i] ?? NaN) : value + share * ((wanted[i] ?? NaN) - value),
    );
    const next = evaluate(rows, targets, coefficients);
    if (next.squares < from.squares) return next;
  }
  return from;
}

/** ln m' ~ ln m + (m' - m) / m: the coefficients that are best if that held. */
function step(rows: readonly (readonly number[])[], targets: readonly number[], model: readonly number[]): number[] {
  return nonNegativeLeastSquares(
    rows.map((row, r) => row.map((value) => value / (model[r] ?? NaN))),
    targets.map((target, r) => 1 + Math.log(target / (model[r] ?? NaN))),
  );
}

function evaluate(
  rows: readonly (readonly number[])[],
  targets: readonly number[],
  coefficients: readonly number[],
): Evaluated {
  const fitted = rows.map((row) => row.reduce((total, value, i) => total + value * (coefficients[i] ?? NaN), 0));
  const residuals = fitted.map((value, r) => Math.log((targets[r] ?? NaN) / value));
  const squares = residuals.reduce((total, value) => total + value * value, 0);
  return { coefficients: [...coefficients], fitted, residuals, squares };
}
