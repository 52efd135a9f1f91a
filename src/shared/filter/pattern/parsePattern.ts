/**
 * The regular expressions of the filter: ECMAScript's without what makes their cost unbounded (references back, looking
 * ahead and behind), so that `matcher.ts` can run them in time that grows with the text alone.
 */
import { digits, ignoringCase, lineEnds, negate, spaces, union, wordCharacters, type CharSet } from './charSet.ts';

export type PatternNode =
  | { kind: 'set'; set: CharSet }
  | { kind: 'sequence'; parts: readonly PatternNode[] }
  | { kind: 'choice'; parts: readonly PatternNode[] }
  | { kind: 'repeat'; part: PatternNode; min: number; max: number | null }
  | { kind: 'assertion'; of: Assertion };
export type Assertion = 'start' | 'end' | 'boundary' | 'noBoundary';

/** Why a pattern was not taken, in words, and where it stands in the pattern. */
export interface PatternProblem {
  message: string;
  start: number;
  end: number;
}

export const longestPattern = 200;
/** Steps of the compiled pattern: `(abc){50}` has some 200. */
const largestPattern = 300;

class Refused extends Error {
  readonly start: number;
  readonly end: number;

  constructor(message: string, start: number, end: number) {
    super(message);
    this.start = start;
    this.end = end;
  }
}

/** The tree of a pattern, or the first thing in it that was not understood. `foldCase`: letters match in both cases. */
export function parsePattern(source: string, foldCase: boolean): { root: PatternNode } | { problem: PatternProblem } {
  try {
    if (source.length > longestPattern) {
      throw new Refused(`A pattern has at most ${longestPattern} characters.`, longestPattern, source.length);
    }
    const root = new PatternParser(source, foldCase).whole();
    if (sizeOf(root) > largestPattern) {
      throw new Refused(
        'The repetitions of this pattern multiply to too much. Take smaller numbers.',
        0,
        source.length,
      );
    }
    return { root };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { problem: { message: error.message, start: error.start, end: error.end } };
  }
}

function sizeOf(node: PatternNode): number {
  switch (node.kind) {
    case 'set':
    case 'assertion':
      return 1;
    case 'sequence':
    case 'choice':
      return node.parts.reduce((sum, part) => sum + sizeOf(part), 1);
    case 'repeat':
      return (sizeOf(node.part) + 1) * Math.max(1, node.max ?? node.min + 1);
  }
}

const count = /\{(\d+)(?:(,)(\d*))?\}/y;
const hexadecimal = /x([\da-f]{2})|u([\da-f]{4})|u\{([\da-f]{1,6})\}/iy;
const controls: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11, 0: 0 };
const classes: Readonly<Record<string, CharSet>> = {
  d: digits,
  D: negate(digits),
  w: wordCharacters,
  W: negate(wordCharacters),
  s: spaces,
  S: negate(spaces),
};

/** Recursive descent: choice > sequence > repeat > atom. */
class PatternParser {
  private at = 0;
  private readonly source: string;
  private readonly foldCase: boolean;

  constructor(source: string, foldCase: boolean) {
    this.source = source;
    this.foldCase = foldCase;
  }

  whole(): PatternNode {
    const root = this.choice();
    if (this.at < this.source.length) throw new Refused('No ( belongs to this ).', this.at, this.at + 1);
    return root;
  }

  private choice(): PatternNode {
    const parts = [this.sequence()];
    while (this.take('|')) parts.push(this.sequence());
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'choice', parts };
  }

  private sequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (this.at < this.source.length && !this.sees('|') && !this.sees(')')) parts.push(this.repeat());
    return { kind: 'sequence', parts };
  }

  private repeat(): PatternNode {
    const start = this.at;
    const found = this.quantifier();
    if (found !== null)
      throw new Refused(`Nothing stands before ${this.source.slice(start, this.at)}.`, start, this.at);
    const part = this.atom();
    const times = this.quantifier();
    if (times === null) return part;
    if (part.kind === 'assertion') throw new Refused('A place cannot be repeated.', start, this.at);
    this.take('?'); // "as few as possible" finds the same texts
    const second = this.at;
    if (this.quantifier() !== null) throw new Refused('One repetition follows another.', second, this.at);
    return { kind: 'repeat', part, ...times };
  }

  /** Takes `*`, `+`, `?`, `{2}`, `{2,}` or `{2,5}`; null where there is none (a lone brace is a character). */
  private quantifier(): { min: number; max: number | null } | null {
    const start = this.at;
    if (this.take('*')) return { min: 0, max: null };
    if (this.take('+')) return { min: 1, max: null };
    if (this.take('?')) return { min: 0, max: 1 };
    count.lastIndex = start;
    const found = count.exec(this.source);
    if (found === null) return null;
    this.at = count.lastIndex;
    const [text, low, comma, high] = found;
    const min = Number(low);
    const max = comma === undefined ? min : high === undefined || high === '' ? null : Number(high);
    if (max !== null && max < min) throw new Refused(`${text} counts downwards.`, start, this.at);
    return { min, max };
  }

  private atom(): PatternNode {
    const start = this.at;
    if (this.take('(')) return this.group(start);
    if (this.take('[')) return this.characterClass(start);
    if (this.take('.')) return { kind: 'set', set: negate(lineEnds) };
    if (this.take('^')) return { kind: 'assertion', of: 'start' };
    if (this.take('$')) return { kind: 'assertion', of: 'end' };
    if (this.take('\\b')) return { kind: 'assertion', of: 'boundary' };
    if (this.take('\\B')) return { kind: 'assertion', of: 'noBoundary' };
    const item = this.character();
    return { kind: 'set', set: typeof item === 'number' ? this.folded([[item, item]]) : item };
  }

  private group(start: number): PatternNode {
    const kind = /\?(?::|<[A-Za-z_]\w*>|<?[=!]|[^:]?)/y;
    kind.lastIndex = this.at;
    const opening = kind.exec(this.source)?.[0];
    if (opening !== undefined) {
      this.at += opening.length;
      if (/[=!]$/.test(opening)) {
        throw new Refused(
          'A pattern here cannot look ahead or behind. Use a term of its own, with ! before it.',
          start,
          this.at,
        );
      }
      if (opening !== '?:' && !opening.endsWith('>')) {
        throw new Refused(`(${opening} is not understood.`, start, this.at);
      }
    }
    const inner = this.choice();
    if (!this.take(')')) throw new Refused('This ( is not closed.', start, start + 1);
    return { kind: 'sequence', parts: [inner] };
  }

  private characterClass(start: number): PatternNode {
    const negated = this.take('^');
    const items: CharSet[] = [];
    while (!this.take(']')) {
      if (this.at >= this.source.length) throw new Refused('This [ is not closed.', start, start + 1);
      items.push(this.classItem());
    }
    const set = union(...items);
    return { kind: 'set', set: negated ? negate(set) : set };
  }

  private classItem(): CharSet {
    const start = this.at;
    const first = this.character();
    if (typeof first !== 'number') return first;
    if (!this.sees('-') || this.source[this.at + 1] === ']' || this.at + 1 >= this.source.length) {
      return this.folded([[first, first]]);
    }
    this.at += 1;
    const last = this.character();
    if (typeof last !== 'number' || last < first) {
      throw new Refused(`${this.source.slice(start, this.at)} is not a range.`, start, this.at);
    }
    return this.folded([[first, last]]);
  }

  /** One character, escaped or not; or the set that an escape such as \d means. */
  private character(): number | CharSet {
    const start = this.at;
    const point = this.source.codePointAt(start);
    if (point === undefined) throw new Refused('The pattern ends too early.', Math.max(0, start - 1), start);
    this.at += String.fromCodePoint(point).length;
    return point === 0x5c ? this.escape(start) : point;
  }

  private escape(start: number): number | CharSet {
    const letter = this.source.charAt(this.at);
    if (letter === '') throw new Refused('Nothing follows \\.', start, this.at);
    hexadecimal.lastIndex = this.at;
    const found = hexadecimal.exec(this.source);
    const point = parseInt(found?.[1] ?? found?.[2] ?? found?.[3] ?? '', 16);
    if (found !== null && point <= 0x10ffff) {
      this.at = hexadecimal.lastIndex;
      return point;
    }
    const code = this.source.codePointAt(this.at) ?? 0;
    this.at += String.fromCodePoint(code).length;
    if (Object.hasOwn(classes, letter)) return classes[letter] ?? [];
    if (Object.hasOwn(controls, letter)) return controls[letter] ?? 0;
    if (/[1-9k]/.test(letter)) {
      throw new Refused('A pattern here cannot refer back to one of its groups.', start, this.at);
    }
    if (/[a-z]/i.test(letter)) throw new Refused(`\\${letter} is not understood.`, start, this.at);
    return code;
  }

  private folded(set: CharSet): CharSet {
    return this.foldCase ? ignoringCase(set) : set;
  }

  private sees(text: string): boolean {
    return this.source.startsWith(text, this.at);
  }

  private take(text: string): boolean {
    if (!this.sees(text)) return false;
    this.at += text.length;
    return true;
  }
}
