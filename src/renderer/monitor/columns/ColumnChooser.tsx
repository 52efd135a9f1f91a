/** Chooses the columns of a table: found by a word, shown or hidden, moved. Every choice is kept at once. */
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { createPortal } from 'react-dom';
import type { Field } from '../../../shared/monitor/field.ts';
import { Button } from '../../controls/Button.tsx';
import { Icon } from '../../controls/Icon.tsx';
import { TextField } from '../../controls/TextField.tsx';
import { useSettings } from '../../frame/currentSettings.ts';
import { isDefaultLayout, moveColumn, resetLayout, toggleColumn, type LaidOutTable } from './tableLayout.ts';

export interface ColumnChooserProps {
  table: LaidOutTable;
  /** All columns in their natural order, with what each is. */
  all: readonly { column: string; title: string; help: string; dear: boolean }[];
  shown: readonly string[];
  onOpenChange: (open: boolean) => void;
}

export function ColumnChooser({ table, all, shown, onOpenChange }: ColumnChooserProps) {
  /** Where it opens, in pixels from the edges of the window; null while it is closed. */
  const [place, setPlace] = useState<{ right: number; top: number } | null>(null);
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = () => {
    setPlace(null);
    onOpenChange(false);
    anchor.current?.focus();
  };
  const open = () => {
    const box = anchor.current?.getBoundingClientRect();
    setPlace({ right: window.innerWidth - (box?.right ?? 0), top: (box?.bottom ?? 0) + 4 });
    onOpenChange(true);
  };
  return (
    <>
      <Button
        ref={anchor}
        id="choose-columns"
        variant="quiet"
        icon="columns"
        aria-haspopup="dialog"
        aria-expanded={place !== null}
        aria-controls={place === null ? undefined : id}
        onClick={place === null ? open : close}
      >
        Columns
      </Button>
      {place !== null &&
        createPortal(
          <>
            <div className="menu-away" onPointerDown={close} />
            <Chooser id={id} table={table} all={all} shown={shown} place={place} onClose={close} />
          </>,
          document.body,
        )}
    </>
  );
}

/** The columns that are shown, in their order, then the others in theirs. */
function listed(all: ColumnChooserProps['all'], shown: readonly string[]): string[] {
  return [...shown, ...all.map(({ column }) => column).filter((column) => !shown.includes(column))];
}

interface ChooserProps extends Omit<ColumnChooserProps, 'onOpenChange'> {
  id: string;
  place: { right: number; top: number };
  onClose: () => void;
}

function Chooser({ id, table, all, shown, place: { right, top }, onClose }: ChooserProps) {
  const [sought, setSought] = useState('');
  // The order stands while it is open, but for what is moved: a row that is picked does not run away.
  const [order, setOrder] = useState(() => listed(all, shown));
  const settings = useSettings((state) => state.settings);
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => box.current?.querySelector('input')?.focus(), []);

  const words = sought.toLowerCase().trim();
  const found = order.flatMap((column) => {
    const one = all.find((other) => other.column === column);
    if (one === undefined) return [];
    const text = `${one.column} ${one.title} ${one.help}`.toLowerCase();
    return words.split(/\s+/).every((word) => text.includes(word)) ? [one] : [];
  });
  const move = (column: string, step: number) => {
    const at = shown.indexOf(column);
    const neighbour = shown[at + step];
    if (neighbour === undefined) return;
    moveColumn(table, column, at + step);
    setOrder((before) => before.map((other) => (other === column ? neighbour : other === neighbour ? column : other)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      onClose();
    }
    if (event.key === 'Tab') keepInside(event, box.current);
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const focused = event.target instanceof HTMLInputElement ? event.target : null;
    const step = event.key === 'ArrowDown' ? 1 : -1;
    const column = focused?.value ?? '';
    if ((event.ctrlKey || event.altKey) && focused?.type === 'checkbox') {
      move(column, step);
      return;
    }
    const boxes = [...(box.current?.querySelectorAll<HTMLInputElement>('input[type="checkbox"]') ?? [])];
    const at = boxes.findIndex((one) => one === focused);
    if (at + step < 0) box.current?.querySelector('input')?.focus();
    else boxes[at + step]?.focus();
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its keys move between what stands in it
    <dialog
      open
      ref={box}
      id={id}
      className="column-chooser"
      aria-label="Columns"
      tabIndex={-1}
      style={{ right: Math.max(8, right), top, maxHeight: `calc(100vh - ${top + 32}px)` }}
      onKeyDown={onKeyDown}
    >
      <TextField
        label="Find a column"
        hideLabel
        icon="search"
        placeholder="Find a column"
        clearable
        value={sought}
        remark={words === '' ? `${shown.length} of ${all.length}` : `${found.length} found`}
        onChange={setSought}
      />
      <ul className="column-list">
        {found.map(({ column, title, help, dear }) => {
          const at = shown.indexOf(column);
          const isShown = at >= 0;
          return (
            <li key={column} className="column-line">
              <label data-tip={help}>
                <input
                  type="checkbox"
                  value={column}
                  checked={isShown}
                  disabled={column === 'name'}
                  onChange={() =>
                    toggleColumn(
                      table,
                      column,
                      all.map((one) => one.column),
                    )
                  }
                />
                <span className="column-title">{title}</span>
                <span className="column-help">{dear ? 'costs more' : ''}</span>
              </label>
              {isShown && (
                <>
                  <MoveButton title={title} direction="left" off={at === 0} onPick={() => move(column, -1)} />
                  <MoveButton
                    title={title}
                    direction="right"
                    off={at === shown.length - 1}
                    onPick={() => move(column, 1)}
                  />
                </>
              )}
            </li>
          );
        })}
        {found.length === 0 && <li className="column-none">No column has “{sought}” in its name or its help.</li>}
      </ul>
      <div className="column-foot">
        <span className="text-3">
          <kbd>Ctrl</kbd> <kbd>↑</kbd> <kbd>↓</kbd> moves
        </span>
        <Button
          small
          reason={isDefaultLayout(table, settings) ? 'Columns, order and widths are the default.' : undefined}
          onClick={() => {
            resetLayout(table);
            setOrder(
              listed(all, useSettings.getState().settings[table === 'processes' ? 'processColumns' : 'threadColumns']),
            );
          }}
        >
          Reset to default
        </Button>
      </div>
    </dialog>
  );
}

interface MoveButtonProps {
  title: string;
  direction: 'left' | 'right';
  off: boolean;
  onPick: () => void;
}

function MoveButton({ title, direction, off, onPick }: MoveButtonProps) {
  return (
    <button
      type="button"
      className={`column-move${direction === 'left' ? ' column-move-up' : ''}`}
      aria-label={`Move ${title} to the ${direction}`}
      aria-disabled={off}
      onClick={off ? undefined : onPick}
    >
      <Icon name="down" size={14} />
    </button>
  );
}

function keepInside(event: KeyboardEvent, box: HTMLElement | null): void {
  const stops = [...(box?.querySelectorAll<HTMLElement>('button, input:not(:disabled)') ?? [])];
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
}

/** What the chooser tells of the columns of a field table; `extra` are those that are no fields. */
export function chooserColumns(
  names: readonly string[],
  fields: Readonly<Record<string, Field>>,
  extra: Readonly<Record<string, { title: string; help: string }>>,
): ColumnChooserProps['all'] {
  return names.flatMap((column) => {
    const field = fields[column];
    const other = extra[column];
    if (field === undefined) return other === undefined ? [] : [{ column, ...other, dear: false }];
    const title = field.group === undefined ? field.title : `${field.group}: ${field.title}`;
    return [{ column, title, help: field.help, dear: field.isDear === true }];
  });
}
