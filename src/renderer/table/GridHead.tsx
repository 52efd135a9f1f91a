/**
 * The headings: two lines, group or name above, unit below. Each sorts; the sorted one is bold with an arrow. Its right edge is
 * dragged to make it wider, itself to another place; the keyboard does both through the grid, which has the focus.
 */
import { useRef, type PointerEvent } from 'react';
import type { GridColumn } from './gridColumn.ts';
import { HeadingWords } from './HeadingWords.tsx';

/** What the pointer does to the headings: how wide a column is to be, or before which place it is to stand. */
export type HeadDrag = { kind: 'width'; column: string; width: number } | { kind: 'move'; column: string; to: number };

export interface GridHeadProps<Row> {
  id: (column: string) => string;
  columns: readonly GridColumn<Row>[];
  /** Pixels: 38 for two lines, 24 for one. */
  height: number;
  sort: { column: string; direction: 'ascending' | 'descending' };
  onSort: (column: string) => void;
  active: number | null;
  drag: HeadDrag | null;
  /** Absent where widths, or places, are fixed. */
  onDrag: ((drag: HeadDrag | null) => void) | undefined;
  onResize: ((column: string, width: number | null) => void) | undefined;
  onMove: ((column: string, to: number) => void) | undefined;
}

/** Pixels that a pressed heading moves before it is dragged rather than clicked. */
const DRAG_BEGINS = 6;

export function GridHead<Row>(props: GridHeadProps<Row>) {
  const { id, columns, height, sort, onSort, active, drag, onDrag, onResize, onMove } = props;
  const line = useRef<HTMLDivElement>(null);
  const pressed = useRef<{ column: string; x: number; width: number } | null>(null);
  /** A drag ends with a click that must not sort. */
  const dragged = useRef(false);
  const twoLines = height > 30;

  const press = (event: PointerEvent<HTMLElement>, column: string) => {
    // A press must not take the focus: it would hold the order that it asks to change.
    event.preventDefault();
    dragged.current = false;
    if (event.button !== 0 || onDrag === undefined) return;
    const heading = event.currentTarget.closest('[role="columnheader"]');
    pressed.current = { column, x: event.clientX, width: heading?.getBoundingClientRect().width ?? 0 };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const placeAt = (x: number): number => {
    const headings = [...(line.current?.children ?? [])];
    const at = headings.findIndex((heading) => {
      const box = heading.getBoundingClientRect();
      return x < box.left + box.width / 2;
    });
    return at < 0 ? headings.length : at;
  };
  const release = () => {
    pressed.current = null;
    if (drag === null) return;
    dragged.current = true;
    onDrag?.(null);
    if (drag.kind === 'width') onResize?.(drag.column, drag.width);
    else {
      const from = columns.findIndex((column) => column.id === drag.column);
      onMove?.(drag.column, drag.to > from ? drag.to - 1 : drag.to);
    }
  };

  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see DataGrid
    <div className="grid-head" role="rowgroup" style={{ height }}>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see DataGrid */}
      <div ref={line} className="grid-head-row" role="row" aria-rowindex={1}>
        {columns.map((column, at) => {
          const sorted = column.id === sort.column;
          const words = (
            <HeadingWords
              column={column}
              lastOfGroup={column.group !== undefined && columns[at + 1]?.group !== column.group}
              direction={sorted ? sort.direction : null}
              twoLines={twoLines}
            />
          );
          const landing =
            drag?.kind !== 'move'
              ? ''
              : drag.to === at
                ? ' grid-lands-before'
                : drag.to === columns.length && at === columns.length - 1
                  ? ' grid-lands-after'
                  : '';
          return (
            <div
              key={column.id}
              id={id(column.id)}
              className={`grid-heading grid-${column.align}${sorted ? ' grid-sorted' : ''}${active === at ? ' grid-active' : ''}${landing}`}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see DataGrid
              role="columnheader"
              aria-colindex={at + 1}
              aria-sort={sorted ? sort.direction : column.sortable === false ? undefined : 'none'}
              aria-keyshortcuts={
                onResize === undefined
                  ? undefined
                  : 'Shift+ArrowLeft Shift+ArrowRight Control+ArrowLeft Control+ArrowRight Backspace'
              }
              data-tip={drag === null ? column.help : undefined}
            >
              {column.sortable === false ? (
                <span
                  className="grid-heading-text"
                  onPointerDown={(event) => onMove !== undefined && press(event, column.id)}
                  onPointerMove={(event) => carry(event, column.id)}
                  onPointerUp={release}
                  onPointerCancel={release}
                >
                  {words}
                </span>
              ) : (
                <button
                  type="button"
                  tabIndex={-1}
                  className="grid-heading-text"
                  onPointerDown={(event) => press(event, column.id)}
                  onMouseDown={(event) => event.preventDefault()}
                  onPointerMove={(event) => carry(event, column.id)}
                  onPointerUp={release}
                  onPointerCancel={release}
                  onClick={() => {
                    if (dragged.current) dragged.current = false;
                    else onSort(column.id);
                  }}
                >
                  {words}
                </button>
              )}
              {column.scale}
              {onResize !== undefined && (
                <span
                  className={`grid-edge${drag?.kind === 'width' && drag.column === column.id ? ' grid-edge-dragged' : ''}`}
                  aria-hidden="true"
                  onPointerDown={(event) => press(event, column.id)}
                  onMouseDown={(event) => event.preventDefault()}
                  onPointerMove={(event) => {
                    const from = pressed.current;
                    if (from?.column !== column.id) return;
                    onDrag?.({ kind: 'width', column: column.id, width: from.width + event.clientX - from.x });
                  }}
                  onPointerUp={release}
                  onPointerCancel={release}
                  onDoubleClick={() => onResize(column.id, null)}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );

  function carry(event: PointerEvent<HTMLElement>, column: string): void {
    const from = pressed.current;
    if (from?.column !== column || onMove === undefined) return;
    if (drag === null && Math.abs(event.clientX - from.x) < DRAG_BEGINS) return;
    onDrag?.({ kind: 'move', column, to: placeAt(event.clientX) });
  }
}
