/**
 * A table of many rows as an ARIA grid: one tab stop, arrow keys, rows drawn only where they are seen. Every cell is plain
 * DOM in a CSS grid of fixed widths, so a pass changes text nodes and nothing moves. It knows nothing of what the rows are.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { GridHead } from './GridHead.tsx';
import { GridRow } from './GridRow.tsx';
import { gridTemplate, type GridColumn } from './gridColumn.ts';
import { moveInGrid, type GridCursor } from './moveInGrid.ts';

export interface DataGridProps<Row> {
  /** Names the grid. */
  label: string;
  columns: readonly GridColumn<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** Pixels. */
  rowHeight: number;
  headHeight: number;
  rowClass?: (row: Row) => string;
  sort: { column: string; direction: 'ascending' | 'descending' };
  onSort: (column: string) => void;
  selected?: string | null;
  onSelect?: (row: Row) => void;
  onOpen?: (row: Row) => void;
  /** A key that the grid itself does not use. Return true when it is taken. */
  onKey?: (key: string, row: Row | undefined) => boolean;
  /** The pointer or the focus has come to rest on the rows, or has left them. */
  onRest?: (what: 'pointer' | 'focus', rests: boolean) => void;
  /** Keys of the rows on the screen, when they change. */
  onVisible?: (rows: readonly Row[]) => void;
  /** Stands in place of the rows when there are none. */
  empty?: ReactNode;
}

/** Rows seen on either side of the window, so that a wheel step shows no gap. */
const OVERSCAN = 6;

export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { label, columns, rows, keyOf, rowHeight, headHeight, rowClass, sort, onSort, selected = null, empty } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  /** The row by its key, since rows change place; the heading has the key null. */
  const [cursor, setCursor] = useState<{ key: string | null; column: number } | null>(null);
  const [focused, setFocused] = useState(false);
  // oxlint-disable-next-line react/incompatible-library -- its functions are called anew in each render, never kept
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  const at = cursor?.key === null || cursor === null ? -1 : rows.findIndex((row) => keyOf(row) === cursor.key);
  const activeId =
    cursor === null || !focused
      ? undefined
      : cursor.key === null
        ? headId(id, columns[cursor.column]?.id)
        : at >= first && at <= last
          ? cellId(id, cursor.key, columns[cursor.column]?.id)
          : undefined;

  const visibleKeys = rows
    .slice(first, last + 1)
    .map(keyOf)
    .join(' ');
  const tellVisible = useEffectEvent(() => props.onVisible?.(rows.slice(first, last + 1)));
  useEffect(() => tellVisible(), [visibleKeys]);
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const selectedAt = selected === null ? -1 : rows.findIndex((row) => keyOf(row) === selected);
  const showSelected = useEffectEvent(() => {
    if (selectedAt >= 0 && !focused) virtualizer.scrollToIndex(selectedAt, { align: 'auto' });
  });
  useEffect(() => showSelected(), [selected]);

  const moveTo = (next: GridCursor) => {
    const row = next.row < 0 ? undefined : rows[next.row];
    setCursor({ key: row === undefined ? null : keyOf(row), column: next.column });
    if (row === undefined) {
      virtualizer.scrollToOffset(0);
      return;
    }
    virtualizer.scrollToIndex(next.row, { align: 'auto' });
    props.onSelect?.(row);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.altKey || event.metaKey) return;
    const now = { row: at, column: cursor?.column ?? 0 };
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - headHeight) / rowHeight) - 1);
    const next = moveInGrid(event.key, now, { rows: rows.length, columns: columns.length, page });
    const row = at < 0 ? undefined : rows[at];
    if (next !== null && !event.ctrlKey) moveTo(next);
    else if (event.key === 'Enter' && cursor?.key === null) onSort(columns[cursor.column]?.id ?? '');
    else if (event.key === 'Enter' && row !== undefined && props.onOpen !== undefined) props.onOpen(row);
    else if (event.ctrlKey || !(props.onKey?.(event.key, row) ?? false)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const total = virtualizer.getTotalSize();
  return (
    <div className="data-grid-frame">
      <div
        ref={scroller}
        className={`data-grid${focused ? ' data-grid-focused' : ''}`}
        style={{ ['--grid-columns' as string]: gridTemplate(columns), ['--grid-row' as string]: `${rowHeight}px` }}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a table element cannot draw only the rows that are seen
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        aria-activedescendant={activeId}
        tabIndex={0}
        data-pane-focus
        onKeyDown={onKeyDown}
        onFocus={() => {
          setFocused(true);
          props.onRest?.('focus', true);
          if (cursor !== null) return;
          const start = selectedAt >= 0 ? rows[selectedAt] : rows[first];
          if (start !== undefined) setCursor({ key: keyOf(start), column: 0 });
        }}
        onBlur={() => {
          setFocused(false);
          props.onRest?.('focus', false);
        }}
      >
        <GridHead
          id={(column) => headId(id, column)}
          columns={columns}
          height={headHeight}
          sort={sort}
          onSort={onSort}
          active={focused && cursor?.key === null ? cursor.column : null}
        />
        <div
          className="data-grid-body"
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above
          role="rowgroup"
          style={{ height: total }}
          onPointerEnter={() => props.onRest?.('pointer', true)}
          onPointerLeave={() => props.onRest?.('pointer', false)}
        >
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const key = keyOf(row);
            return (
              <GridRow
                key={key}
                row={row}
                columns={columns}
                index={item.index}
                top={item.start - headHeight}
                className={rowClass?.(row) ?? ''}
                selected={key === selected}
                active={focused && cursor?.key === key ? cursor.column : null}
                cellId={(column) => cellId(id, key, column)}
                onPick={(column) => {
                  setCursor({ key, column });
                  props.onSelect?.(row);
                }}
                onPress={() => scroller.current?.focus({ preventScroll: true })}
                onOpen={() => props.onOpen?.(row)}
              />
            );
          })}
        </div>
      </div>
      {rows.length === 0 && empty !== undefined && (
        <div className="data-grid-empty" style={{ top: headHeight }}>
          {empty}
        </div>
      )}
    </div>
  );
}

function cellId(grid: string, row: string, column: string | undefined): string {
  return `${grid}-${row}-${column ?? ''}`;
}

function headId(grid: string, column: string | undefined): string {
  return `${grid}-head-${column ?? ''}`;
}
