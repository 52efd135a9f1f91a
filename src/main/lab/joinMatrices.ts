/** The matrices of a point's repeats -> one of medians with ranges. */
import type { Experiment } from '../../shared/lab/experiment.ts';
import type { MatrixSummary } from '../../shared/runs/record.ts';
import { summariseRange } from '../../shared/statistics/summarise.ts';
import type { JudgedRepeat } from './conclude.ts';

/** By metric. Its sides are those of the first repeat; a pair that no repeat measured is null. */
export function joinMatrices({ metrics }: Experiment, repeats: readonly JudgedRepeat[]): Record<string, MatrixSummary> {
  const names = new Set(repeats.flatMap(({ measured }) => Object.keys(measured.matrices ?? {})));
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const all = repeats.flatMap(({ measured }) => measured.matrices?.[name] ?? []);
      const [first] = all;
      if (first === undefined) return [];
      const unit = metrics[name]?.unit ?? 'count';
      const cell = (row: number, column: number) =>
        summariseRange(
          all.map(({ values }) => values[row]?.[column] ?? NaN),
          unit,
        );
      const cells = first.rows.labels.map((_, row) => first.columns.labels.map((__, column) => cell(row, column)));
      return [[name, { unit, rows: first.rows, columns: first.columns, cells }]];
    }),
  );
}
