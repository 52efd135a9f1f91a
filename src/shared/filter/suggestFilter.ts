/** What could be typed at the caret: fields, then operators, then values. */
import type { Unit } from '../units/quantity.ts';
import { textOperators, type Order } from './filter.ts';
import { holdsText, type FilterTable } from './filterTable.ts';
import { quotedIfNeeded } from './quotation.ts';
import { operatorHelp, type Replacement } from './readFilter.ts';
import { scan, type Scanned, type Span } from './scan.ts';

/** `help` says what it means; `unit`, of a field alone, how its values are written. The caret goes behind `insert`. */
export interface FilterSuggestion extends Replacement {
  kind: 'field' | 'operator' | 'value';
  unit: string;
}

export interface SuggestOptions<Name extends string> {
  /** Texts that the field holds now, most frequent first; offered after `user=`. */
  valuesOf?: (field: Name) => readonly string[];
  most?: number;
}

/** Suggestions for the place of the caret (0 to `text.length`), best first; empty where anything may stand, as in a word. */
export function suggestFilter<Name extends string>(
  text: string,
  caret: number,
  table: FilterTable<Name>,
  { valuesOf, most = 8 }: SuggestOptions<Name> = {},
): FilterSuggestion[] {
  const part = scan(text).find(({ start, end }) => start <= caret && caret <= end);
  const found = ((): FilterSuggestion[] => {
    if (part === undefined) return fieldsLike('', { start: caret, end: caret }, table);
    switch (part.kind) {
      case 'words': {
        const { words } = part;
        if (words.quoted || caret < words.start) return [];
        const operators = caret === words.end ? operatorsAfter(words.text, { start: caret, end: caret }, table) : [];
        return [...operators, ...fieldsLike(text.slice(words.start, caret), words, table)];
      }
      case 'comparison':
        return inComparison(part, text, caret, table, valuesOf);
      case 'stray':
        return caret <= part.operator.start ? fieldsLike('', { start: caret, end: caret }, table) : [];
      case 'joint':
        return [];
    }
  })();
  return found.slice(0, most);
}

function inComparison<Name extends string>(
  { field, operator, value }: Extract<Scanned, { kind: 'comparison' }>,
  text: string,
  caret: number,
  table: FilterTable<Name>,
  valuesOf: SuggestOptions<Name>['valuesOf'],
): FilterSuggestion[] {
  if (caret <= field.end) return caret < field.start ? [] : fieldsLike(text.slice(field.start, caret), field, table);
  if (caret < operator.end) return operatorsAfter(field.text, operator, table);
  const name = table.named(field.text);
  if (name === undefined || !holdsText(table.fields[name]) || operator.operator === '~' || operator.operator === '!~')
    return [];
  const begun =
    value === null || caret < value.start ? '' : text.slice(value.start, caret).replace(/^"/, '').toLowerCase();
  const span = value === null || caret < value.start ? { start: caret, end: caret } : value;
  const values = (valuesOf?.(name) ?? []).filter((known) => known.toLowerCase().includes(begun));
  const first = values.filter((known) => known.toLowerCase().startsWith(begun));
  return [...new Set([...first, ...values])].map((known) => ({
    kind: 'value',
    insert: quotedIfNeeded(known),
    help: '',
    unit: '',
    start: span.start,
    end: span.end,
  }));
}

const likelyOrders: readonly Order[] = ['>', '<', '>=', '<=', '=', '!='];

function operatorsAfter<Name extends string>(
  typed: string,
  { start, end }: Span,
  table: FilterTable<Name>,
): FilterSuggestion[] {
  const name = table.named(typed);
  if (name === undefined) return [];
  const possible = holdsText(table.fields[name]) ? textOperators : likelyOrders;
  return possible.map((insert) => ({ kind: 'operator', insert, help: operatorHelp[insert], unit: '', start, end }));
}

/** Each field once, under the first of its names that begins so; then those that have it inside a name or in their help. */
function fieldsLike<Name extends string>(
  typed: string,
  { start, end }: Span,
  table: FilterTable<Name>,
): FilterSuggestion[] {
  const wanted = typed.toLowerCase();
  const ranked = table.names.flatMap((name) => {
    const { help, unit } = table.fields[name];
    const spellings = table.spellings.get(name) ?? [name];
    const begins = spellings.find((spelling) => spelling.toLowerCase().startsWith(wanted));
    const insert = begins ?? spellings[0] ?? name;
    const rank =
      begins !== undefined ? 0 : spellings.some((spelling) => spelling.toLowerCase().includes(wanted)) ? 1 : 2;
    if (rank === 2 && (wanted.length < 3 || !help.toLowerCase().includes(wanted))) return [];
    return [{ rank, suggestion: { kind: 'field', insert, help, unit: unitWords[unit], start, end } as const }];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ suggestion }) => suggestion);
}

const unitWords: Readonly<Record<Unit, string>> = {
  seconds: 'time: 100ms, 5min',
  bytes: 'size: 4KiB, 1GiB',
  hertz: 'frequency: 3.4GHz',
  celsius: 'degrees Celsius',
  ratio: 'share: 40% or 0.4',
  cores: 'cores: 0.4 is 40% of one',
  perSecond: 'a second',
  bytesPerSecond: 'size a second: 1MiB',
  count: 'number',
  index: 'number',
  text: 'text',
  choice: 'text',
};
