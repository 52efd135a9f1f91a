/** A filter as text that means the same: `parseFilter` of it is the same filter again. */
import type { Filter, Term } from './filter.ts';
import type { FilterTable } from './filterTable.ts';
import { continuesNumber } from './filterValue.ts';
import { quoted, quotedIfNeeded } from './quotation.ts';
import { scan } from './scan.ts';

/** Fields and numbers as they were typed, quotation marks only where needed; no alternative is an empty text. */
export function formatFilter<Name extends string>(filter: Filter<Name>, table: FilterTable<Name>): string {
  return filter.alternatives
    .map((terms) => terms.map((term, i) => formatTerm(term, terms[i - 1], table)).join(' '))
    .join(' or ');
}

function formatTerm<Name extends string>(
  term: Term<Name>,
  before: Term<Name> | undefined,
  table: FilterTable<Name>,
): string {
  const negation = term.negated ? '!' : '';
  if (term.kind === 'words') {
    const unit =
      before?.kind === 'number' && continuesNumber(before.valueWritten, term.text, table.fields[before.field].unit);
    return negation + (unit || !standsAlone(term.text) ? quoted(term.text) : term.text);
  }
  const value = term.kind === 'number' ? term.valueWritten : term.kind === 'text' ? term.text : term.source;
  return negation + term.fieldWritten + term.operator + quotedIfNeeded(value);
}

/** Whether a text is read as this one word wherever it stands. */
function standsAlone(text: string): boolean {
  if (/^(or|and)$|^["!=<>~≠≤≥]/i.test(text)) return false;
  const [only, ...more] = scan(text);
  return more.length === 0 && only?.kind === 'words' && only.start === 0 && only.end === text.length;
}
