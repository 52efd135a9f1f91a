/** Where a key leads in a grid (WAI-ARIA Authoring Practices, grid pattern). */

/** `row` -1 is the heading. */
export interface GridCursor {
  row: number;
  column: number;
}

export interface GridSize {
  rows: number;
  columns: number;
  /** Rows that Page Up and Page Down move by. */
  page: number;
}

/** The next place, inside the grid; null for a key that does not move. */
export function moveInGrid(key: string, from: GridCursor, size: GridSize): GridCursor | null {
  const to = (row: number, column: number): GridCursor => ({
    row: Math.max(-1, Math.min(size.rows - 1, row)),
    column: Math.max(0, Math.min(size.columns - 1, column)),
  });
  switch (key) {
    case 'ArrowDown':
      return to(from.row + 1, from.column);
    case 'ArrowUp':
      return to(from.row - 1, from.column);
    case 'ArrowRight':
      return to(from.row, from.column + 1);
    case 'ArrowLeft':
      return to(from.row, from.column - 1);
    case 'PageDown':
      return to(from.row + size.page, from.column);
    case 'PageUp':
      return to(Math.max(0, from.row - size.page), from.column);
    case 'Home':
      return to(0, from.column);
    case 'End':
      return to(size.rows - 1, from.column);
    default:
      return null;
  }
}
