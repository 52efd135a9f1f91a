/**
 * Least squares whose coefficients may not be negative, for the two or three of a scaling law. With so few, every set of
 * free coefficients (the others at 0) is tried, so the answer is the best one, not a near one.
 */

/** Below this share of its length a column holds nothing that the others do not: 2^-52 squared would be rounding alone. */
const dependent = 1e-13;

/**
 * The coefficients >= 0 with the least sum of squares of `targets` minus `rows` times coefficients. `rows`: [row][column].
 * Columns that depend on one another are not used together.
 */
export function nonNegativeLeastSquares(rows: readonly (readonly number[])[], targets: readonly number[]): number[] {
  const columns = rows[0]?.length ?? 0;
  const products = Array.from({ length: columns }, (_, i) =>
    Array.from({ length: columns }, (__, j) => sumOver(rows, (row) => (row[i] ?? NaN) * (row[j] ?? NaN))),
  );
  // Columns of equal length, so that N(N - 1) at many threads does not drown the constant.
  const lengths = products.map((row, i) => Math.sqrt(row[i] ?? NaN) || 1);
  for (const [i, row] of products.entries()) {
    for (const j of row.keys()) row[j] = (row[j] ?? NaN) / ((lengths[i] ?? NaN) * (lengths[j] ?? NaN));
  }
  const onTargets = lengths.map(
    (length, i) => sumOver(rows, (row, r) => (row[i] ?? NaN) * (targets[r] ?? NaN)) / length,
  );

  let best: number[] = lengths.map(() => 0);
  let bestGain = 0;
  // All free first: if that has no negative coefficient, nothing else can be better.
  for (let set = 2 ** columns - 1; set > 0; set -= 1) {
    const free = lengths.flatMap((_, i) => ((set >> i) & 1 ? [i] : []));
    const solved = solve(
      free.map((i) => free.map((j) => products[i]?.[j] ?? NaN)),
      free.map((i) => onTargets[i] ?? NaN),
    );
    if (solved === null || solved.some((value) => value < 0)) continue;
    // At a least-squares solution the sum of squares falls from that of the targets by this much.
    const gain = sumOver(solved, (value, at) => value * (onTargets[free[at] ?? NaN] ?? NaN));
    if (gain > bestGain) {
      bestGain = gain;
      best = lengths.map((length, i) => (free.includes(i) ? (solved[free.indexOf(i)] ?? NaN) / length : 0));
    }
    if (free.length === columns) break;
  }
  return best;
}

/** Solves a symmetric positive definite system with a diagonal of ones by Gauss's elimination; null if it is singular. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const rows = matrix.map((row, i) => [...row, right[i] ?? NaN]);
  for (const [i, pivotRow] of rows.entries()) {
    const pivot = pivotRow[i] ?? NaN;
    if (!(pivot > dependent)) return null;
    for (const row of rows.slice(i + 1)) {
      const factor = (row[i] ?? NaN) / pivot;
      for (let j = i; j < row.length; j += 1) row[j] = (row[j] ?? NaN) - factor * (pivotRow[j] ?? NaN);
    }
  }
  const solution = right.map(() => 0);
  for (let i = rows.length - 1; i >= 0; i -= 1) {
    const row = rows[i] ?? [];
    // Those above i are still 0.
    const known = sumOver(solution, (value, j) => value * (row[j] ?? NaN));
    solution[i] = ((row.at(-1) ?? NaN) - known) / (row[i] ?? NaN);
  }
  return solution;
}

function sumOver<T>(items: readonly T[], term: (item: T, at: number) => number): number {
  let total = 0;
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at];
    if (item !== undefined) total += term(item, at);
  }
  return total;
}
