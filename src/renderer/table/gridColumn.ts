/** A column of the grid: its heading, its width, and how a row's cell is drawn. */
import type { ReactNode } from 'react';

/** Pixels under which nothing can be read in a column. */
const LEAST_WIDTH = 40;

export interface GridColumn<Row> {
  id: string;
  title: string;
  /** First line of the heading, shared with neighbours of the same group. */
  group?: string | undefined;
  /** Second line of the heading: the unit. */
  caption?: string | undefined;
  help?: string | undefined;
  /** Pixels. `grow`: takes what is left, never less than `width`. */
  width: number;
  grow?: boolean;
  /** `unit`: digits right-aligned before a slot of 25 px for a unit that differs by row. */
  align: 'left' | 'right' | 'unit';
  sortable?: boolean;
  /** Drawn over the heading's second line, such as the scale of what the cells draw. */
  scale?: ReactNode;
  /** Where rows stand under rows: this one shows how. On it the arrow keys open and close. */
  isTree?: boolean;
  render: (row: Row) => ReactNode;
}

/** The widths of all columns as a CSS grid template: they do not depend on any value. */
export function gridTemplate<Row>(columns: readonly GridColumn<Row>[]): string {
  return columns.map(({ width, grow }) => (grow === true ? `minmax(${width}px, 1fr)` : `${width}px`)).join(' ');
}

/** The columns with one of them this wide: it does not grow any more. */
export function withWidth<Row>(
  columns: readonly GridColumn<Row>[],
  id: string,
  width: number,
): readonly GridColumn<Row>[] {
  return columns.map((column) =>
    column.id === id ? { ...column, width: Math.max(LEAST_WIDTH, Math.round(width)), grow: false } : column,
  );
}
