/** When no row matches: the row that misses by least, and the filter that it would match. */
import { formatSignificant } from '../units/number.ts';
import { formatValue } from '../units/format.ts';
import type { Unit } from '../units/quantity.ts';
import { compileTerms, numberTest, orderOf, type RowReader } from './compileFilter.ts';
import type { Filter, NumberTerm } from './filter.ts';
import type { FilterTable } from './filterTable.ts';
import { formatFilter } from './formatFilter.ts';
import { readNumber, writeRounded } from './filterValue.ts';

export interface NearestRow<Name extends string, Row> {
  row: Row;
  /** The comparison it fails, and its own value there; it satisfies all others of the alternative. */
  failed: NumberTerm<Name>;
  value: number;
  /** The comparison to try instead ("cpu>0.3"), and the whole filter with it, as text. */
  attempt: string;
  attemptedFilter: string;
}

/**
 * Among the rows that fail one comparison of numbers and nothing else, the one nearest to its value (relative to it).
 * null when there is none: then a text or several terms are in the way.
 */
export function nearestRow<Name extends string, Row>(
  filter: Filter<Name>,
  table: FilterTable<Name>,
  rows: Iterable<Row>,
  reader: RowReader<Name, Row>,
): NearestRow<Name, Row> | null {
  const candidates = filter.alternatives.flatMap((terms) =>
    terms.flatMap((term, at) =>
      term.kind === 'number' && orderOf(term) !== '!='
        ? [{ terms, term, at, others: compileTerms(terms.toSpliced(at, 1), table, reader), holds: numberTest(term) }]
        : [],
    ),
  );
  let best: { row: Row; value: number; distance: number; candidate: (typeof candidates)[number] } | null = null;
  for (const row of rows) {
    for (const candidate of candidates) {
      const wanted = candidate.term.value;
      const value = reader.numberOf(row, candidate.term.field);
      const distance = Math.abs(value - wanted) / Math.max(Math.abs(wanted), Number.EPSILON);
      if (!Number.isFinite(value) || candidate.holds(value) || (best !== null && distance >= best.distance)) continue;
      if (candidate.others(row)) best = { row, value, distance, candidate };
    }
  }
  if (best === null) return null;
  const { row, value, candidate } = best;
  const { terms, term, at } = candidate;
  const relaxed = relaxedTerm(term, value, table.fields[term.field].unit);
  return {
    row,
    failed: term,
    value,
    attempt: formatFilter({ alternatives: [[relaxed]] }, table),
    attemptedFilter: formatFilter({ alternatives: [terms.with(at, relaxed)] }, table),
  };
}

/** The same comparison with a round number that the value satisfies, the exact one where rounding fails. */
function relaxedTerm<Name extends string>(term: NumberTerm<Name>, value: number, unit: Unit): NumberTerm<Name> {
  const order = orderOf(term);
  const exactly = { ...term, negated: false, value, valueWritten: String(value) };
  if (order === '=' || order === '!=') return { ...exactly, operator: '=' };
  const upwards = order === '<' || order === '<=';
  const valueWritten = writeRounded(value, unit, upwards ? 'up' : 'down');
  const read = readNumber(valueWritten, unit);
  if ('value' in read) {
    const rounded = { ...exactly, operator: order, value: read.value, valueWritten };
    if (numberTest(rounded)(value)) return rounded;
    const including = { ...rounded, operator: upwards ? '<=' : '>=' } as const;
    if (numberTest(including)(value)) return including;
  }
  return { ...exactly, operator: upwards ? '<=' : '>=' };
}

/**
 * "The nearest is node (3377) with 0.34 of a core. CPU in a filter is counted in cores: 4 means 400%."
 * `label`: the row's name and number, such as "node (3377)".
 */
export function nearestWords<Name extends string, Row>(
  { failed, value }: NearestRow<Name, Row>,
  table: FilterTable<Name>,
  label: string,
): string {
  const { unit } = table.fields[failed.field];
  if (unit !== 'cores') return `The nearest is ${label} with ${failed.fieldWritten} ${formatValue(value, unit)}.`;
  const cores =
    Math.abs(value) < 1
      ? `${formatSignificant(value, 2)} of a core`
      : value === 1
        ? '1 core'
        : `${formatSignificant(value)} cores`;
  const scale = `CPU in a filter is counted in cores: ${formatSignificant(failed.value)} means ${formatSignificant(failed.value * 100)}%.`;
  return `The nearest is ${label} with ${cores}. ${scale}`;
}
