import type { Filter } from './filter.ts';
import type { FilterTable } from './filterTable.ts';
import { readFilter, type FilterError } from './readFilter.ts';
import type { Span } from './scan.ts';

export type ParsedFilter<Name extends string> = { filter: Filter<Name> } | { error: FilterError };

/** The filter that a text means, or the first thing in it that cannot be read. Never throws. An empty text shows every row. */
export function parseFilter<Name extends string>(text: string, table: FilterTable<Name>): ParsedFilter<Name> {
  const { filter, errors } = readFilter(text, table);
  const [error] = errors;
  return error === undefined ? { filter } : { error };
}

export interface FilterToken extends Span {
  kind: 'field' | 'operator' | 'value' | 'text' | 'error';
}

/** What to colour, in order and without overlap; spaces between are left out. What cannot be read is `error`. */
export function tokeniseFilter<Name extends string>(text: string, table: FilterTable<Name>): FilterToken[] {
  const { pieces, errors } = readFilter(text, table);
  const tokens: FilterToken[] = errors.map(({ start, end }) => ({ kind: 'error', start, end }));
  for (const { kind, start, end } of pieces) {
    const over = errors.filter((error) => error.start < end && start < error.end);
    let from = start;
    for (const error of over) {
      if (from < error.start) tokens.push({ kind, start: from, end: error.start });
      from = Math.max(from, error.end);
    }
    if (from < end) tokens.push({ kind, start: from, end });
  }
  return tokens.sort((a, b) => a.start - b.start);
}
