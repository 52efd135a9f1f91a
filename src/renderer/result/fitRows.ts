/** The scaling fits of a record in words: a row for each line, and one for all lines that were refused for the same reason. */
import type { RunRecord } from '../../shared/runs/record.ts';
import { formatSignificant } from '../../shared/units/number.ts';
import { choiceWords } from './series.ts';

export interface FitRow {
  /** The lines that it speaks of, by the parameters in which they differ: "mcs", "tas, native". */
  lines: string[];
  words: string;
}

type Fit = RunRecord['fits'][number];

export function fitRows(fits: readonly Fit[]): FitRow[] {
  const names = Object.keys(fits[0]?.params ?? {}).filter(
    (name) => new Set(fits.map(({ params }) => params[name])).size > 1,
  );
  const isSameLine = (a: Fit, b: Fit) => names.every((name) => a.params[name] === b.params[name]);
  // A line of which the wider law is refused has no more to say of the narrower one.
  const refusedBefore = (fit: Fit) =>
    fit.kind === 'amdahl' && fits.some((one) => one.kind === 'usl' && one.refused !== null && isSameLine(one, fit));
  const rows = new Map<string, FitRow>();
  for (const fit of fits) {
    if (fit.refused !== null && refusedBefore(fit)) continue;
    const words = fit.refused === null ? valueWords(fit) : `Refused: ${fit.refused}`;
    const line = names.map((name) => choiceWords(String(fit.params[name]))).join(', ');
    const row = rows.get(words);
    if (row) row.lines.push(line);
    else rows.set(words, { lines: line === '' ? [] : [line], words });
  }
  return [...rows.values()];
}

function valueWords({ kind, values }: Fit): string {
  if (kind === 'amdahl') return `serial fraction ${withInterval(values, 'serialFraction')} by Amdahl’s law`;
  const peak = values['peak'];
  return [
    `contention ${withInterval(values, 'contention')}`,
    `coherency ${withInterval(values, 'coherency')}`,
    peak === undefined ? 'no peak within reach' : `peak at ${withInterval(values, 'peak')} threads`,
  ].join(', ');
}

/** "0.31 (0.28 to 0.35)"; an end that nothing bounds is left open. */
function withInterval(values: Fit['values'], name: string): string {
  const [value = NaN, low, high] = [values[name], values[`${name}Low`], values[`${name}High`]];
  if (low === undefined) return formatSignificant(value);
  const end = high === undefined ? 'or more' : `to ${formatSignificant(high)}`;
  return `${formatSignificant(value)} (${formatSignificant(low)} ${end})`;
}
