/** First look at a filter: which characters belong together. Knows no fields, refuses nothing. */
import { orders, textOperators, type Operator } from './filter.ts';
import { unquoted } from './quotation.ts';

export interface Span {
  start: number;
  end: number;
}

/** A word or a quoted text; `text` is what it means, the span has the quotation marks. */
export interface Written extends Span {
  text: string;
  quoted: boolean;
  /** False when the closing quotation mark is missing. */
  closed: boolean;
}

export interface WrittenOperator extends Span {
  operator: Operator;
}

interface Negatable extends Span {
  /** The "!" in front. */
  negation: Span | null;
}

export type Scanned =
  | (Span & { kind: 'joint'; word: 'or' | 'and' })
  | (Negatable & { kind: 'words'; words: Written })
  | (Negatable & {
      kind: 'comparison';
      field: Span & { text: string };
      operator: WrittenOperator;
      value: Written | null;
    })
  /** An operator with no field before it; the span reaches to the end of the word. */
  | (Negatable & { kind: 'stray'; operator: WrittenOperator });

const spellings: Readonly<Record<string, Operator>> = { '==': '=', '≠': '!=', '≤': '<=', '≥': '>=' };
const operators = /!=|!~|==|<=|>=|[=<>~≠≤≥]/y;
const fieldName = /[A-Za-z_][\w.-]*/y;
const space = /\s*/y;
const word = /\S*/y;
const quotation = /"((?:[^"\\]|\\[^])*)("?)/y;

function end(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function written(text: string, start: number): Written {
  if (text[start] === '"') {
    quotation.lastIndex = start;
    const [all = '', inside = '', closing = ''] = quotation.exec(text) ?? [];
    // A lone backslash at the very end belongs to no pair.
    const open = closing === '';
    const stop = open ? text.length : start + all.length;
    return { start, end: stop, text: unquoted(open ? text.slice(start + 1) : inside), quoted: true, closed: !open };
  }
  const stop = end(word, text, start);
  return { start, end: stop, text: text.slice(start, stop), quoted: false, closed: true };
}

function operatorAt(text: string, start: number): WrittenOperator | null {
  const stop = end(operators, text, start);
  if (stop === start) return null;
  const spelling = text.slice(start, stop);
  const operator = spellings[spelling] ?? [...orders, ...textOperators].find((o) => o === spelling);
  return operator === undefined ? null : { start, end: stop, operator };
}

/** The operator after a field name. Set apart by spaces, "~" must be so on both sides: `node ~/bin` is two words. */
function operatorAfter(text: string, name: number): WrittenOperator | null {
  const at = end(space, text, name);
  const found = operatorAt(text, at);
  if (found === null || at === name || found.operator !== '~') return found;
  return end(space, text, found.end) > found.end ? found : null;
}

/** Whether the next term begins here rather than the value of `user= cpu>1`. */
function opensTerm(text: string, at: number): boolean {
  if (text[at] === '!' || operatorAt(text, at) !== null) return true;
  const name = end(fieldName, text, at);
  return name > at && (operatorAfter(text, name) !== null || jointAt(text, at) !== null);
}

function jointAt(text: string, start: number): 'or' | 'and' | null {
  const found = text.slice(start, end(word, text, start)).toLowerCase();
  return found === 'or' || found === 'and' ? found : null;
}

/** The terms of a filter in their order. `or` and `and` join only after a term; in front they are words like others. */
export function scan(text: string): Scanned[] {
  const all: Scanned[] = [];
  let joinable = false;
  for (let at = end(space, text, 0); at < text.length; at = end(space, text, at)) {
    const joint: 'or' | 'and' | null = joinable ? jointAt(text, at) : null;
    const next: Scanned =
      joint === null ? scanTerm(text, at) : { kind: 'joint', word: joint, start: at, end: at + joint.length };
    all.push(next);
    at = next.end;
    joinable = joint === null;
  }
  return all;
}

function scanTerm(text: string, start: number): Scanned {
  const negated = text[start] === '!' && operatorAt(text, start) === null;
  const negation = negated ? { start, end: start + 1 } : null;
  const at = negated ? start + 1 : start;
  const operator = operatorAt(text, at);
  if (operator !== null && operator.operator !== '~') {
    return { kind: 'stray', negation, operator, start, end: end(word, text, at) };
  }
  const name = end(fieldName, text, at);
  const found = name > at ? operatorAfter(text, name) : null;
  if (found === null) {
    const words = written(text, at);
    return { kind: 'words', negation, words, start, end: words.end };
  }
  const next = end(space, text, found.end);
  const missing = next >= text.length || (next > found.end && opensTerm(text, next));
  const value = missing ? null : written(text, next);
  const field = { start: at, end: name, text: text.slice(at, name) };
  return { kind: 'comparison', negation, field, operator: found, value, start, end: value?.end ?? found.end };
}
