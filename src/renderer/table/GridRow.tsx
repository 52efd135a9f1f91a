/** One row of the grid. Drawn again when its data, its place or its marks change, and then only its text nodes differ. */
import type { MouseEvent } from 'react';
import type { GridColumn } from './gridColumn.ts';

/** How a row joins the selection: alone, to the others (or away from them), or with all from where it began. */
export type SelectHow = 'only' | 'add' | 'range';

/** Where a row stands under others; `isOpen` null where nothing stands under it. */
export interface TreePlace {
  level: number;
  isOpen: boolean | null;
  position: number;
  siblings: number;
}

export interface GridRowProps<Row> {
  row: Row;
  columns: readonly GridColumn<Row>[];
  /** Position among all rows, from 0. */
  index: number;
  /** Pixels from the top of the body. */
  top: number;
  className: string;
  place: TreePlace | undefined;
  selected: boolean;
  /** The column of the keyboard cursor, null when it is elsewhere. */
  active: number | null;
  cellId: (column: string) => string;
  /** The pointer goes down on a cell: the grid takes the focus. */
  onPress: () => void;
  onPick: (column: number, how: SelectHow) => void;
  onOpen: () => void;
  /** The right button; where it went down, in pixels of the window, and in which column. */
  onMenu: ((at: { left: number; top: number }, column: number) => void) | undefined;
}

function howOf(event: MouseEvent): SelectHow {
  if (event.shiftKey) return 'range';
  return event.ctrlKey || event.metaKey ? 'add' : 'only';
}

/** The pointer picks a row, a double click opens it; the keyboard does both through the grid, which has the focus. */
export function GridRow<Row>({
  row,
  columns,
  index,
  top,
  className,
  place,
  selected,
  active,
  cellId,
  onPress,
  onPick,
  onOpen,
  onMenu,
}: GridRowProps<Row>) {
  return (
    <div
      className={`grid-row ${className}`}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see DataGrid
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-level={place?.level}
      aria-expanded={place?.isOpen ?? undefined}
      aria-posinset={place?.position}
      aria-setsize={place?.siblings}
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map((column, at) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid has the keys
        <div
          key={column.id}
          id={cellId(column.id)}
          className={`grid-cell grid-${column.align}${active === at ? ' grid-active' : ''}`}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see DataGrid
          role="gridcell"
          tabIndex={-1}
          aria-colindex={at + 1}
          onMouseDown={(event) => {
            // A cell that had the focus would take it along when its row ends.
            event.preventDefault();
            onPress();
          }}
          onClick={(event) => onPick(at, howOf(event))}
          onContextMenu={(event) => {
            if (onMenu === undefined) return;
            event.preventDefault();
            onMenu({ left: event.clientX, top: event.clientY }, at);
          }}
          onDoubleClick={onOpen}
        >
          {column.render(row)}
        </div>
      ))}
    </div>
  );
}
