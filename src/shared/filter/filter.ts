/**
 * A filter as it was understood. Terms side by side must all hold; `or` between them separates alternatives:
 * `cpu>0.4 user=root or rss>1GiB` is two. No alternative: every row is shown.
 *
 * What is not available never matches, negated or not: whether an unknown CPU use is above 0.4 is unknown, and so is
 * whether it is not. A word is sought in the texts that are available.
 */
export interface Filter<Name extends string> {
  alternatives: readonly (readonly Term<Name>[])[];
}

export const orders = ['=', '!=', '<', '<=', '>', '>='] as const;
export type Order = (typeof orders)[number];
export const textOperators = ['=', '!=', '~', '!~'] as const;
export type Operator = Order | (typeof textOperators)[number];

/** `written`: what the person typed for the field and the number, so that a filter is shown as they know it. */
export type Term<Name extends string> =
  | { kind: 'words'; negated: boolean; text: string }
  | NumberTerm<Name>
  | { kind: 'text'; negated: boolean; field: Name; fieldWritten: string; operator: '=' | '!='; text: string }
  | { kind: 'pattern'; negated: boolean; field: Name; fieldWritten: string; operator: '~' | '!~'; source: string };

export interface NumberTerm<Name extends string> {
  kind: 'number';
  negated: boolean;
  field: Name;
  fieldWritten: string;
  operator: Order;
  /** In the base unit of the field; `cpu` in cores. */
  value: number;
  valueWritten: string;
}

export const longestFilter = 1000;
