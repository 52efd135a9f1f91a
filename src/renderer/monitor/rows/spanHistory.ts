/**
 * What some numbers were over the last minute, ten minutes and hour. The minute keeps every pass, the longer spans the means of
 * steps; each span keeps as many rows as it has steps, so that memory is bounded however long the window is open.
 */
import type { Seconds } from '../../../shared/units/quantity.ts';

export const spans = [
  { value: 'minute', label: '1 min', words: 'last minute', length: 60, step: 0 },
  { value: 'tenMinutes', label: '10 min', words: 'last 10 minutes', length: 600, step: 5 },
  { value: 'hour', label: '1 h', words: 'last hour', length: 3600, step: 30 },
] as const satisfies readonly { value: string; label: string; words: string; length: Seconds; step: Seconds }[];
export type Span = (typeof spans)[number];

/** A minute of passes that are at least so far apart; of those that come faster every second, third or tenth is kept. */
const KEPT_PASSES = 240;
const leastApart: Seconds = 60 / KEPT_PASSES;

export interface SpanRow<Name extends string> {
  /** On the clock that `add` was given: of the last pass in the step. */
  at: Seconds;
  /** NaN: not read, or not available. */
  values: Readonly<Record<Name, number>>;
}

export class SpanHistory<Name extends string> {
  readonly #names: readonly Name[];
  readonly #passes: SpanRow<Name>[] = [];
  readonly #steps: readonly Steps<Name>[];

  constructor(names: readonly Name[]) {
    this.#names = names;
    this.#steps = spans.filter(({ step }) => step > 0).map((span) => new Steps(names, span));
  }

  /** Takes in one pass; NaN where a value is not available. */
  add(at: Seconds, valueOf: (name: Name) => number): void {
    const values: Partial<Record<Name, number>> = {};
    for (const name of this.#names) values[name] = valueOf(name);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every name has just been given its value
    const row = { at, values: values as Record<Name, number> };
    const newest = this.#passes.at(-1)?.at ?? -Infinity;
    if (at - newest >= 0.9 * leastApart || at < newest) this.#passes.push(row);
    if (this.#passes.length > KEPT_PASSES) this.#passes.shift();
    for (const steps of this.#steps) steps.add(row);
  }

  /** Rows of a span, the oldest first; the last one is of a step that may still go on. */
  rowsOf(span: Span): readonly SpanRow<Name>[] {
    return this.#steps.find((steps) => steps.span.value === span.value)?.rows() ?? this.#passes;
  }
}

/** The steps of one span. */
class Steps<Name extends string> {
  readonly span: Span;
  readonly #names: readonly Name[];
  readonly #closed: SpanRow<Name>[] = [];
  /** Passes of the step that goes on. */
  #open: SpanRow<Name>[] = [];

  constructor(names: readonly Name[], span: Span) {
    this.#names = names;
    this.span = span;
  }

  add(row: SpanRow<Name>): void {
    const { step, length } = this.span;
    const [first] = this.#open;
    if (first !== undefined && Math.floor(first.at / step) !== Math.floor(row.at / step)) {
      this.#closed.push(this.#mean());
      if (this.#closed.length > length / step) this.#closed.shift();
      this.#open = [];
    }
    this.#open.push(row);
  }

  rows(): SpanRow<Name>[] {
    return this.#open.length === 0 ? this.#closed : [...this.#closed, this.#mean()];
  }

  /** Of the passes that have a value; NaN where none has. */
  #mean(): SpanRow<Name> {
    const values: Partial<Record<Name, number>> = {};
    for (const name of this.#names) {
      let sum = 0;
      let count = 0;
      for (const row of this.#open) {
        if (Number.isNaN(row.values[name])) continue;
        sum += row.values[name];
        count += 1;
      }
      values[name] = count === 0 ? NaN : sum / count;
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
    return { at: this.#open.at(-1)?.at ?? NaN, values: values as Record<Name, number> };
  }
}
