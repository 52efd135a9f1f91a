/** A filter as a test of rows. 20,000 processes take 1 to 4 ms, a pattern not bound by ^ over all command lines 20 ms. */
import { ThreadlabError } from '../errors.ts';
import type { Filter, NumberTerm, Order, Term } from './filter.ts';
import { holdsText, type FilterTable } from './filterTable.ts';
import { patternTest } from './pattern/matcher.ts';

/** How a row is read, whatever it is: the index of a row in columns, or an object. Not available: NaN, null. */
export interface RowReader<Name extends string, Row> {
  numberOf: (row: Row, field: Name) => number;
  textOf: (row: Row, field: Name) => string | null;
}

/** A test of rows, made once for a filter and used for all. Throws `badInput` when a pattern was not checked by `parseFilter`. */
export function compileFilter<Name extends string, Row>(
  filter: Filter<Name>,
  table: FilterTable<Name>,
  reader: RowReader<Name, Row>,
): (row: Row) => boolean {
  const alternatives = filter.alternatives.map((terms) => compileTerms(terms, table, reader));
  const [only] = alternatives;
  if (only === undefined) return () => true;
  return alternatives.length === 1 ? only : (row) => alternatives.some((holds) => holds(row));
}

/** Dearest last: a row that fails a comparison of numbers is not searched for a text. */
const costs: Readonly<Record<Term<string>['kind'], number>> = { number: 0, text: 1, words: 2, pattern: 3 };

/** The test whether all of these terms hold. */
export function compileTerms<Name extends string, Row>(
  terms: readonly Term<Name>[],
  table: FilterTable<Name>,
  reader: RowReader<Name, Row>,
): (row: Row) => boolean {
  const tests = [...terms]
    .sort((a, b) => costs[a.kind] - costs[b.kind])
    .map((term) => compileTerm(term, table, reader));
  return (row) => {
    for (const holds of tests) if (!holds(row)) return false;
    return true;
  };
}

function compileTerm<Name extends string, Row>(
  term: Term<Name>,
  table: FilterTable<Name>,
  reader: RowReader<Name, Row>,
): (row: Row) => boolean {
  switch (term.kind) {
    case 'words':
      return compileWords(term, table, reader);
    case 'number': {
      const { field } = term;
      const holds = numberTest(term);
      return (row) => holds(reader.numberOf(row, field));
    }
    case 'text': {
      const { field, text } = term;
      const wanted = term.negated === (term.operator === '!=');
      return (row) => {
        const value = reader.textOf(row, field);
        return value !== null && (value === text) === wanted;
      };
    }
    case 'pattern': {
      const { field } = term;
      const made = patternTest(term.source);
      if ('problem' in made) throw new ThreadlabError('badInput', made.problem.message);
      const wanted = term.negated === (term.operator === '!~');
      return (row) => {
        const value = reader.textOf(row, field);
        return value !== null && made.test(value) === wanted;
      };
    }
  }
}

const opposite: Readonly<Record<Order, Order>> = { '=': '!=', '!=': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' };

/** What a term asks of a known number once its negation is taken in: `!cpu>4` is `cpu<=4`. */
export function orderOf({ negated, operator }: Pick<NumberTerm<string>, 'negated' | 'operator'>): Order {
  return negated ? opposite[operator] : operator;
}

/** NaN, which is not available, holds for none, "!=" included. */
export function numberTest(
  term: Pick<NumberTerm<string>, 'negated' | 'operator' | 'value'>,
): (value: number) => boolean {
  const wanted = term.value;
  switch (orderOf(term)) {
    case '=':
      return (value) => value === wanted;
    case '!=':
      return (value) => value < wanted || value > wanted;
    case '<':
      return (value) => value < wanted;
    case '<=':
      return (value) => value <= wanted;
    case '>':
      return (value) => value > wanted;
    case '>=':
      return (value) => value >= wanted;
  }
}

function compileWords<Name extends string, Row>(
  { negated, text }: Extract<Term<Name>, { kind: 'words' }>,
  table: FilterTable<Name>,
  reader: RowReader<Name, Row>,
): (row: Row) => boolean {
  // All special characters escaped: a search without going back, and without a copy of each text in small letters.
  const sought = new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'i');
  const texts = table.searched.filter((name) => holdsText(table.fields[name]));
  const numbers = /^\d+$/.test(text) ? table.searched.filter((name) => !holdsText(table.fields[name])) : [];
  const anyNumber = table.searched.some((name) => !holdsText(table.fields[name]));
  return (row) => {
    let known = anyNumber;
    for (const field of texts) {
      const value = reader.textOf(row, field);
      if (value === null) continue;
      if (sought.test(value)) return !negated;
      known = true;
    }
    for (const field of numbers) {
      if (String(reader.numberOf(row, field)).startsWith(text)) return !negated;
    }
    return negated && known;
  };
}
