/**
 * A table of many rows as an ARIA grid: one tab stop, arrow keys, rows drawn only where they are seen. Every cell is plain
 * DOM in a CSS grid of fixed widths, so a pass changes text nodes and nothing moves. It knows nothing of what the rows are.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { GridHead, type HeadDrag } from './GridHead.tsx';
import { GridRow, type SelectHow, type TreePlace } from './GridRow.tsx';
import { gridTemplate, withWidth, type GridColumn } from './gridColumn.ts';
import { moveInGrid, type GridCursor } from './moveInGrid.ts';
import { useFollowedRow } from './useFollowedRow.ts';

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
  /** Where rows can stand under rows: how one does, and what opens or closes it. */
  tree?: { placeOf: (row: Row) => TreePlace | undefined; onToggle: (row: Row) => void };
  /** Where columns can be given another width, in pixels (null: their own again), or another place. */
  onResize?: (column: string, width: number | null) => void;
  onMove?: (column: string, to: number) => void;
  selected?: string | null;
  /** Keys of all rows that are selected, where several can be: `selected` is the one among them that details are shown of. */
  picked?: ReadonlySet<string>;
  /** `add` (Ctrl and a click, Space) puts a row to the others or takes it away; `range` (Shift) is all from where the last selection began. */
  onSelect?: (row: Row, how: SelectHow, range: readonly Row[]) => void;
  onOpen?: (row: Row) => void;
  /** A key that the grid itself does not use, with the row and the column of the cursor. Return true when it is taken. */
  onKey?: (key: string, row: Row | undefined, column: string) => boolean;
  /** Shift and left or right on a row: a step (-1 or 1) inside what a cell draws, by more with Ctrl. */
  onStep?: (row: Row, step: number, far: boolean) => void;
  /** A key pressed together with Ctrl that the grid itself does not use. Return true when it is taken. */
  onCommandKey?: (key: string, row: Row | undefined) => boolean;
  /** The right button, the Menu key or Shift+F10 on a row: where its menu belongs, in pixels of the window, and the column it was asked on. */
  onMenu?: (row: Row, at: { left: number; top: number }, column: string) => void;
  /** The pointer or the focus has come to rest on the rows, or has left them. */
  onRest?: (what: 'pointer' | 'focus', rests: boolean) => void;
  /** Keys of the rows on the screen, when they change. */
  onVisible?: (rows: readonly Row[]) => void;
  /** Stands in place of the rows when there are none. */
  empty?: ReactNode;
}

/** Rows seen on either side of the window, so that a wheel step shows no gap. */
const OVERSCAN = 6;
/** Pixels that one key makes a column wider or narrower. */
const WIDTH_STEP = 8;

export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { label, rows, keyOf, rowHeight, headHeight, rowClass, sort, onSort, selected = null, empty } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  /** The row by its key, since rows change place; the heading has the key null. */
  const [cursor, setCursor] = useState<{ key: string | null; column: number } | null>(null);
  const [focused, setFocused] = useState(false);
  const [drag, setDrag] = useState<HeadDrag | null>(null);
  const columns = drag?.kind === 'width' ? withWidth(props.columns, drag.column, drag.width) : props.columns;
  /** Where a selection of several rows begins. */
  const anchor = useRef<string | null>(null);
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
  const letGo = useFollowedRow(selected, selectedAt, focused, (index) =>
    virtualizer.scrollToIndex(index, { align: 'auto' }),
  );

  const choose = (row: Row, how: SelectHow) => {
    const from = how === 'range' ? rows.findIndex((one) => keyOf(one) === anchor.current) : -1;
    const to = rows.indexOf(row);
    if (from < 0) anchor.current = keyOf(row);
    props.onSelect?.(row, how, from < 0 ? [row] : rows.slice(Math.min(from, to), Math.max(from, to) + 1));
  };
  /** `how` null moves the cursor alone. */
  const moveTo = (next: GridCursor, how: SelectHow | null) => {
    const row = next.row < 0 ? undefined : rows[next.row];
    setCursor({ key: row === undefined ? null : keyOf(row), column: next.column });
    if (row === undefined) {
      virtualizer.scrollToOffset(0);
      return;
    }
    virtualizer.scrollToIndex(next.row, { align: 'auto' });
    if (how !== null) choose(row, how);
  };
  const openMenu = (row: Row, at: { left: number; top: number }, column: number) => {
    const key = keyOf(row);
    setCursor({ key, column });
    if (key !== selected && props.picked?.has(key) !== true) choose(row, 'only');
    props.onMenu?.(row, at, columns[column]?.id ?? '');
  };

  /** Keys on a heading: Shift and an arrow give it another width, Backspace its own again, Ctrl and an arrow another place. */
  const adjustHeading = (event: KeyboardEvent): boolean => {
    const at = cursor?.key === null ? cursor.column : -1;
    const column = columns[at];
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (column === undefined) return false;
    if (event.key === 'Backspace' && props.onResize !== undefined) props.onResize(column.id, null);
    else if (step !== 0 && event.shiftKey && props.onResize !== undefined) {
      const drawn = document.getElementById(headId(id, column.id))?.offsetWidth ?? 0;
      props.onResize(column.id, (drawn > 0 ? drawn : column.width) + step * WIDTH_STEP);
    } else if (step !== 0 && event.ctrlKey && props.onMove !== undefined) {
      const to = Math.max(0, Math.min(columns.length - 1, at + step));
      props.onMove(column.id, to);
      setCursor({ key: null, column: to });
    } else return false;
    return true;
  };

  /** On the column of the tree, right opens a branch and left closes it or leads to the row above; plus and minus do anywhere. */
  const moveInTree = (event: KeyboardEvent): boolean => {
    const row = at < 0 ? undefined : rows[at];
    const place = row === undefined ? undefined : props.tree?.placeOf(row);
    if (row === undefined || place === undefined || event.ctrlKey || (event.shiftKey && event.key !== '+'))
      return false;
    const onTree = columns[cursor?.column ?? 0]?.isTree === true;
    const opens = event.key === '+' || (onTree && event.key === 'ArrowRight');
    const closes = event.key === '-' || (onTree && event.key === 'ArrowLeft');
    if ((opens && place.isOpen === false) || (closes && place.isOpen === true)) props.tree?.onToggle(row);
    else if (onTree && event.key === 'ArrowLeft' && place.level > 1) {
      const above = rows.findLastIndex(
        (one, index) => index < at && props.tree?.placeOf(one)?.level === place.level - 1,
      );
      if (above >= 0) moveTo({ row: above, column: cursor?.column ?? 0 }, 'only');
    } else return event.key === '+' || event.key === '-';
    return true;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.altKey || event.metaKey) return;
    if (adjustHeading(event) || moveInTree(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const row = at < 0 ? undefined : rows[at];
    if (row !== undefined && props.onStep !== undefined && event.shiftKey && /^Arrow(Left|Right)$/.test(event.key)) {
      props.onStep(row, event.key === 'ArrowRight' ? 1 : -1, event.ctrlKey);
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const now = { row: at, column: cursor?.column ?? 0 };
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - headHeight) / rowHeight) - 1);
    const next = moveInGrid(event.key, now, { rows: rows.length, columns: columns.length, page });
    const several = props.picked !== undefined;
    const isTaken = () =>
      event.ctrlKey
        ? props.onCommandKey?.(event.key, row)
        : props.onKey?.(event.key, row, columns[now.column]?.id ?? '');
    if (next !== null && (!event.ctrlKey || several))
      moveTo(next, event.ctrlKey || next.column !== now.column ? null : event.shiftKey && several ? 'range' : 'only');
    else if (row !== undefined && props.onMenu !== undefined && isMenuKey(event))
      openMenu(row, cellCorner(activeId), now.column);
    else if (event.key === ' ' && row !== undefined && several) choose(row, 'add');
    else if (event.key === 'Enter' && cursor?.key === null) onSort(columns[cursor.column]?.id ?? '');
    else if (event.key === 'Enter' && row !== undefined && props.onOpen !== undefined) props.onOpen(row);
    else if (isTaken() !== true) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const total = virtualizer.getTotalSize();
  return (
    <div className="data-grid-frame">
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- its role is told below, and depends */}
      <div
        ref={scroller}
        className={`data-grid${focused ? ' data-grid-focused' : ''}`}
        style={{ ['--grid-columns' as string]: gridTemplate(columns), ['--grid-row' as string]: `${rowHeight}px` }}
        role={props.tree === undefined ? 'grid' : 'treegrid'}
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        aria-multiselectable={props.picked === undefined ? undefined : true}
        aria-activedescendant={activeId}
        tabIndex={0}
        data-pane-focus
        onKeyDown={onKeyDown}
        onWheel={letGo}
        onPointerDown={letGo}
        onFocus={() => {
          letGo();
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
          drag={drag}
          onDrag={props.onResize === undefined && props.onMove === undefined ? undefined : setDrag}
          onResize={props.onResize}
          onMove={props.onMove}
        />
        <div
          className="data-grid-body"
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a table element cannot draw only the rows that are seen
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
                place={props.tree?.placeOf(row)}
                selected={key === selected || props.picked?.has(key) === true}
                active={focused && cursor?.key === key ? cursor.column : null}
                cellId={(column) => cellId(id, key, column)}
                onPick={(column, how) => {
                  setCursor({ key, column });
                  choose(row, props.picked === undefined ? 'only' : how);
                }}
                onMenu={props.onMenu === undefined ? undefined : (at, column) => openMenu(row, at, column)}
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

function isMenuKey(event: KeyboardEvent): boolean {
  return event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
}

/** Where the menu of a cell belongs that a key asks for. */
function cellCorner(cell: string | undefined): { left: number; top: number } {
  const box = cell === undefined ? undefined : document.getElementById(cell)?.getBoundingClientRect();
  return box === undefined ? { left: 0, top: 0 } : { left: box.left, top: box.bottom };
}
