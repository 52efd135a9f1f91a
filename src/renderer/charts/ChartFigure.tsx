/**
 * What every chart shares: title and unit in one line over the plot, a sentence as its name, its data as a table one key
 * (Enter) away, and a reading that follows the pointer or the arrow keys. Only keyboard reading is announced.
 */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import './charts.css';

export interface ChartTable {
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

/** One place of the chart where it can be read: its pixel on the x axis and what is said there. */
export interface Reading {
  x: number;
  /** Where the place is a cell of a table: its middle, and how large it is. */
  cell?: { y: number; width: number; height: number };
  title: string;
  lines: readonly { key: ReactNode; value: string }[];
}

export interface ChartFigureProps {
  title: string;
  /** The unit and what else belongs to the title, in small. */
  caption: string;
  /** The figure's name for who does not see it. */
  sentence: string;
  table: ChartTable;
  width: number;
  height: number;
  readings?: readonly Reading[];
  /** How many readings stand in a row, where they are the cells of a table; up and down then go by rows. */
  across?: number;
  /** A live chart that stands still while a pointer rests on it. */
  held?: boolean;
  onHover?: (inside: boolean) => void;
  children: ReactNode;
}

export function ChartFigure(props: ChartFigureProps) {
  const {
    title,
    caption,
    sentence,
    table,
    width,
    height,
    readings = [],
    across,
    held = false,
    onHover,
    children,
  } = props;
  const [asTable, setAsTable] = useState(false);
  const [cursor, setCursor] = useState<{ index: number; by: 'key' | 'pointer' } | null>(null);
  const switchButton = useRef<HTMLButtonElement>(null);
  const touch = useRef<HTMLButtonElement>(null);
  const focusNext = useRef(false);
  const reading = cursor === null ? undefined : readings[cursor.index];

  useEffect(() => {
    if (!focusNext.current) return;
    focusNext.current = false;
    (asTable ? switchButton : touch).current?.focus();
  }, [asTable]);

  const showTable = (shown: boolean) => {
    focusNext.current = true;
    setCursor(null);
    setAsTable(shown);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event.key, across);
    if (step !== undefined) {
      const first = step > 0 ? 0 : readings.length - 1;
      const index = cursor === null ? first : cursor.index + step;
      // Past an edge it stays where it is: the nearest reading there may be one of another column.
      if (index >= 0 && index < readings.length) setCursor({ index, by: 'key' });
    } else if (event.key === 'Escape' && cursor !== null) setCursor(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPointerMove = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const index = nearest(readings, event.clientX - box.left, event.clientY - box.top);
    setCursor(index === null ? null : { index, by: 'pointer' });
  };

  return (
    <figure className="chart" aria-label={sentence}>
      <figcaption className="chart-caption">
        <b>{title}</b>
        <span data-tip={caption}>{caption}</span>
        {held && <span className="chart-held">Held while the pointer rests here</span>}
        <button
          ref={switchButton}
          type="button"
          className="chart-switch"
          // Beside the plot, which opens the table by Enter, a second stop for the Tab key would only be in the way.
          tabIndex={asTable ? 0 : -1}
          aria-label={asTable ? `${title} as a chart` : `${title} as a table`}
          onClick={() => showTable(!asTable)}
        >
          {asTable ? 'Chart' : 'Table'}
        </button>
      </figcaption>
      {asTable ? (
        <ChartDataTable table={table} title={title} height={height} />
      ) : (
        <div className="chart-plot" style={{ width, height }}>
          <div aria-hidden="true">{children}</div>
          {reading !== undefined && <ReadingBox reading={reading} width={width} />}
          <button
            ref={touch}
            type="button"
            className="chart-touch"
            aria-label={`${title}: Enter opens the table, ${across === undefined ? 'left and right' : 'the arrows'} read the values`}
            // A click of the pointer must not replace what it points at; a key or a screen reader's click has no detail.
            onClick={(event) => event.detail === 0 && showTable(true)}
            onKeyDown={onKeyDown}
            onPointerEnter={() => onHover?.(true)}
            onPointerMove={onPointerMove}
            onPointerLeave={() => {
              setCursor(null);
              onHover?.(false);
            }}
            onBlur={() => setCursor(null)}
          />
        </div>
      )}
      <span className="visually-hidden" aria-live="polite">
        {reading !== undefined && cursor?.by === 'key' ? spoken(reading) : ''}
      </span>
    </figure>
  );
}

function ReadingBox({ reading, width }: { reading: Reading; width: number }) {
  const { x, cell } = reading;
  // Beside the cursor. A cell's stands under it at the nearer edge: a small heat map has no room beside.
  const [onRight, onLeft] = cell === undefined ? [width - x + 10, x + 10] : [0, 0];
  const side = x > width / 2 ? { right: onRight } : { left: onLeft };
  return (
    <>
      {cell === undefined ? (
        <span className="chart-cursor" style={{ left: x }} />
      ) : (
        <span
          className="chart-cell-cursor"
          style={{ left: x - cell.width / 2, top: cell.y - cell.height / 2, width: cell.width, height: cell.height }}
        />
      )}
      <div className="chart-reading" style={cell === undefined ? side : { ...side, top: cell.y + cell.height / 2 + 4 }}>
        <b>{reading.title}</b>
        {reading.lines.map((line, index) => (
          <div key={index}>
            {line.key}
            <span>{line.value}</span>
          </div>
        ))}
      </div>
    </>
  );
}

function ChartDataTable({ table, title, height }: { table: ChartTable; title: string; height: number }) {
  return (
    // A region that scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="chart-data" style={{ height }} tabIndex={0} aria-label={`${title}, the data`}>
      <table>
        <thead>
          <tr>
            {table.head.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function spoken(reading: Reading): string {
  return `${reading.title}: ${reading.lines.map((line) => line.value).join('; ')}`;
}

/** How many readings a key goes on; undefined for other keys. */
function stepOf(key: string, across: number | undefined): number | undefined {
  if (key === 'ArrowRight') return 1;
  if (key === 'ArrowLeft') return -1;
  if (across === undefined) return undefined;
  return key === 'ArrowDown' ? across : key === 'ArrowUp' ? -across : undefined;
}

function nearest(readings: readonly Reading[], x: number, y: number): number | null {
  let best: number | null = null;
  let distance = Infinity;
  readings.forEach((reading, index) => {
    const away = Math.hypot(reading.x - x, reading.cell === undefined ? 0 : reading.cell.y - y);
    if (away >= distance) return;
    best = index;
    distance = away;
  });
  return best;
}
