/** From scanned terms to a filter: fields are looked up, values read in their units, every mistake marked at its place. */
import type { Filter, Operator, Order, Term } from './filter.ts';
import { longestFilter, orders, textOperators } from './filter.ts';
import { holdsText, type FilterTable } from './filterTable.ts';
import { continuesNumber, readNumber } from './filterValue.ts';
import { nearestNames } from './nearestNames.ts';
import { patternTest } from './pattern/matcher.ts';
import { quoted } from './quotation.ts';
import { scan, type Scanned, type Span, type Written } from './scan.ts';

/** Put `insert` in the place of the characters from `start` to `end`. */
export interface Replacement extends Span {
  insert: string;
  help: string;
}

/** What cannot be read, in a sentence, the characters that it is about, and what would mend it. */
export interface FilterError extends Span {
  message: string;
  suggestions: readonly Replacement[];
  /** Something has only not been typed yet: no reason to alarm whoever is typing. */
  unfinished: boolean;
}

export interface Reading<Name extends string> {
  filter: Filter<Name>;
  errors: readonly FilterError[];
  /** What each stretch of the text is, for colouring. */
  pieces: readonly (Span & { kind: 'field' | 'operator' | 'value' | 'text' })[];
}

type Comparison = Extract<Scanned, { kind: 'comparison' }>;

/** Reads all that can be read; `filter` means something only when there is no error. */
export function readFilter<Name extends string>(text: string, table: FilterTable<Name>): Reading<Name> {
  const alternatives: Term<Name>[][] = [];
  const errors: FilterError[] = [];
  const pieces: (Span & { kind: 'field' | 'operator' | 'value' | 'text' })[] = [];
  if (text.length > longestFilter) {
    const message = `A filter has at most ${longestFilter} characters.`;
    errors.push({ message, start: longestFilter, end: text.length, suggestions: [], unfinished: false });
    return { filter: { alternatives }, errors, pieces };
  }
  const scanned = scan(text);
  let fresh = true;
  for (let i = 0; i < scanned.length; i += 1) {
    const part = scanned[i];
    if (part === undefined) break;
    if (part.kind === 'joint') {
      pieces.push({ kind: 'operator', start: part.start, end: part.end });
      fresh = part.word === 'or';
      if (i === scanned.length - 1) errors.push(unfinished(`Nothing follows ${part.word}.`, part));
      continue;
    }
    if (part.negation !== null) pieces.push({ kind: 'operator', ...part.negation });
    let read: Term<Name> | FilterError;
    if (part.kind === 'words') {
      pieces.push({ kind: 'text', start: part.words.start, end: part.words.end });
      read = readWords(part.words, part);
    } else if (part.kind === 'stray') {
      pieces.push({ kind: 'operator', start: part.operator.start, end: part.operator.end });
      pieces.push({ kind: 'text', start: part.operator.end, end: part.end });
      read = readStray(part, text);
    } else {
      let { value } = part;
      const unit = unitAfter(part, scanned[i + 1], table);
      if (value !== null && unit !== null) {
        value = { ...value, text: value.text + unit.text, end: unit.end };
        i += 1;
      }
      pieces.push({ kind: 'field', start: part.field.start, end: part.field.end });
      pieces.push({ kind: 'operator', start: part.operator.start, end: part.operator.end });
      if (value !== null) pieces.push({ kind: 'value', start: value.start, end: value.end });
      read = readComparison({ ...part, value }, text, table);
    }
    if ('message' in read) errors.push(read);
    else if (fresh) alternatives.push([read]);
    else alternatives.at(-1)?.push(read);
    fresh = false;
  }
  return { filter: { alternatives }, errors, pieces };
}

/** The word after a number that is its unit, as in `rss > 1 GiB`. */
function unitAfter<Name extends string>(
  { field, value }: Comparison,
  next: Scanned | undefined,
  table: FilterTable<Name>,
): Written | null {
  const name = table.named(field.text);
  if (name === undefined || value === null || value.quoted || holdsText(table.fields[name])) return null;
  if (next?.kind !== 'words' || next.negation !== null || next.words.quoted) return null;
  return continuesNumber(value.text, next.words.text, table.fields[name].unit) ? next.words : null;
}

function unfinished(message: string, { start, end }: Span): FilterError {
  return { message, start, end, suggestions: [], unfinished: true };
}

function unclosed(value: Written): FilterError {
  const suggestion = { start: value.end, end: value.end, insert: '"', help: 'Close the quotation.' };
  return { ...unfinished('The quotation mark is not closed.', value), suggestions: [suggestion] };
}

function readWords<Name extends string>(
  words: Written,
  part: Span & { negation: Span | null },
): Term<Name> | FilterError {
  if (!words.closed) return unclosed(words);
  if (words.text === '') {
    return words.quoted
      ? {
          message: 'There is nothing between the quotation marks.',
          start: words.start,
          end: words.end,
          suggestions: [],
          unfinished: true,
        }
      : unfinished('Nothing follows !.', part);
  }
  return { kind: 'words', negated: part.negation !== null, text: words.text };
}

function readStray(part: Extract<Scanned, { kind: 'stray' }>, text: string): FilterError {
  const { start, end } = part.operator;
  const message = `No field stands before ${text.slice(start, end)}.`;
  return { message, start, end, suggestions: [asWords({ start, end: part.end }, text)], unfinished: false };
}

function asWords({ start, end }: Span, text: string): Replacement {
  return { start, end, insert: quoted(text.slice(start, end)), help: 'Search for this text.' };
}

function readComparison<Name extends string>(
  part: Comparison,
  text: string,
  table: FilterTable<Name>,
): Term<Name> | FilterError {
  const { field, operator, value } = part;
  const name = table.named(field.text);
  if (name === undefined) return unknownField(part, text, table);
  const common = { negated: part.negation !== null, field: name, fieldWritten: field.text };
  const isText = holdsText(table.fields[name]);
  const possible: readonly Operator[] = isText ? textOperators : orders;
  if (!possible.includes(operator.operator)) {
    const what = isText ? 'holds text' : 'is a number';
    const message = `${field.text} ${what}: compare it with ${possible.slice(0, -1).join(', ')} or ${possible.at(-1) ?? ''}.`;
    const suggestions = possible.map((insert) => ({
      start: operator.start,
      end: operator.end,
      insert,
      help: operatorHelp[insert],
    }));
    return { message, start: operator.start, end: operator.end, suggestions, unfinished: false };
  }
  if (value === null) {
    const { start } = field;
    return unfinished(`Nothing follows ${field.text}${text.slice(operator.start, operator.end)}.`, {
      start,
      end: operator.end,
    });
  }
  if (!value.closed) return unclosed(value);
  switch (operator.operator) {
    case '~':
    case '!~': {
      const made = patternTest(value.text);
      if ('problem' in made) return patternError(made.problem, value);
      return { kind: 'pattern', ...common, operator: operator.operator, source: value.text };
    }
    case '=':
    case '!=':
      if (isText) return { kind: 'text', ...common, operator: operator.operator, text: value.text };
      return readNumberTerm(operator.operator, value, common, table);
    default:
      return readNumberTerm(operator.operator, value, common, table);
  }
}

function readNumberTerm<Name extends string>(
  operator: Order,
  value: Written,
  common: { negated: boolean; field: Name; fieldWritten: string },
  table: FilterTable<Name>,
): Term<Name> | FilterError {
  const read = readNumber(value.text, table.fields[common.field].unit);
  if ('message' in read) return { ...read, start: value.start, end: value.end, suggestions: [], unfinished: false };
  return { kind: 'number', ...common, operator, value: read.value, valueWritten: value.text };
}

/** A pattern with escaped marks or backslashes is longer as written than as meant: then all of it is marked. */
function patternError(problem: Span & { message: string }, value: Written): FilterError {
  const opening = value.start + (value.quoted ? 1 : 0);
  const asMeant = value.end - value.start === value.text.length + (value.quoted ? 2 : 0);
  const { start, end } = asMeant ? { start: opening + problem.start, end: opening + problem.end } : value;
  return { message: problem.message, start, end, suggestions: [], unfinished: false };
}

function unknownField<Name extends string>(part: Comparison, text: string, table: FilterTable<Name>): FilterError {
  const { start, end, text: typed } = part.field;
  const taken = new Set<Name>();
  const suggestions: Replacement[] = [];
  for (const insert of nearestNames(typed, [...table.spellings.values()].flat())) {
    const name = table.named(insert);
    if (name === undefined || taken.has(name) || taken.size === 3) continue;
    taken.add(name);
    suggestions.push({ start, end, insert, help: table.fields[name].help });
  }
  const [best] = suggestions;
  const hint =
    best === undefined ? 'Put the text in quotation marks to search for it.' : `Did you mean ${best.insert}?`;
  const message = `There is no field ${typed}. ${hint}`;
  return {
    message,
    start,
    end,
    suggestions: [...suggestions, asWords({ start, end: part.end }, text)],
    unfinished: false,
  };
}

export const operatorHelp: Readonly<Record<Operator, string>> = {
  '=': 'equal',
  '!=': 'not equal',
  '<': 'less than',
  '<=': 'at most',
  '>': 'more than',
  '>=': 'at least',
  '~': 'matches a regular expression',
  '!~': 'matches no such regular expression',
};
