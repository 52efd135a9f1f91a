/** What is said beside what was seen, as a table for print. */
import { outcomeRows, type OutcomeRow, type SeenOutcome } from '../runs/outcomeData.ts';
import type { RunRecord } from '../runs/record.ts';
import type { Drawing } from './page.ts';
import type { Box } from './plot.ts';
import { element, textElement } from './svg.ts';
import { wrapText } from './textWidth.ts';

const size = 11;
const lineHeight = 15;
const padding = 8;
const headHeight = 22;
const grey = '#474e58';

interface Column {
  title: string;
  /** Of the width. */
  share: number;
  textOf: (row: OutcomeRow, seen: SeenOutcome, place: number) => string;
}

export function outcomes(record: RunRecord, metric: string): Drawing {
  const rows = outcomeRows(record, metric);
  const columns = columnsOf(rows);
  return {
    unit: '',
    panels: [
      {
        height: (width) => headHeight + linesOf(rows, columns, width).reduce((sum, line) => sum + line.height, 0),
        draw: (box) => drawTable(rows, columns, box),
      },
    ],
    marks: [],
  };
}

function columnsOf(rows: readonly OutcomeRow[]): Column[] {
  const placed = rows.some(({ place }) => place !== '');
  const said = rows.some((row) => row.said !== null);
  const first = (text: string, place: number) => (place === 0 ? text : '');
  const columns: Column[] = [
    ...(placed ? [{ title: 'Where', share: 0.18, textOf: (row, _, i) => first(row.place, i) } satisfies Column] : []),
    ...(said
      ? [{ title: 'What is said', share: 0.3, textOf: (row, _, i) => first(row.said ?? '', i) } satisfies Column]
      : []),
    { title: 'What was seen', share: 0.4, textOf: (_, seen) => `${verdictOf(seen)}${seen.words}` },
    {
      title: 'Repeats',
      share: 0.12,
      textOf: (row, seen) => `${seen.times} of ${row.of}${row.noisy ? ', noisy' : ''}`,
    },
  ];
  const sum = columns.reduce((all, { share }) => all + share, 0);
  return columns.map((column) => ({ ...column, share: column.share / sum }));
}

function verdictOf({ asSaid }: SeenOutcome): string {
  return asSaid === null ? '' : asSaid ? 'As said. ' : 'Otherwise. ';
}

/** Each sighting with its wrapped cells. `ruled`: whether a row begins with it. */
function linesOf(rows: readonly OutcomeRow[], columns: readonly Column[], width: number) {
  return rows.flatMap((row) =>
    row.seen.map((seen, place) => {
      const cells = columns.map(({ share, textOf }) => wrapText(textOf(row, seen, place), size, share * width - 12));
      const height = Math.max(...cells.map(({ length }) => length)) * lineHeight + padding;
      return { cells, height, ruled: place === 0 };
    }),
  );
}

function drawTable(rows: readonly OutcomeRow[], columns: readonly Column[], box: Box): string {
  const xs = columns.map((_, i) => box.x + columns.slice(0, i).reduce((sum, { share }) => sum + share, 0) * box.width);
  const parts = columns.map(({ title }, i) =>
    textElement(title, { x: xs[i] ?? box.x, y: box.y + 12, 'font-weight': 600, fill: grey }),
  );
  let y = box.y + headHeight;
  for (const { cells, height, ruled } of linesOf(rows, columns, box.width)) {
    if (ruled) parts.push(element('path', { d: `M${box.x} ${y}H${box.x + box.width}`, stroke: '#e4e6ea' }));
    cells.forEach((lines, column) =>
      lines.forEach((line, i) =>
        parts.push(textElement(line, { x: xs[column] ?? box.x, y: y + lineHeight + i * lineHeight, fill: '#15181c' })),
      ),
    );
    y += height;
  }
  return element('g', { 'font-size': size }, parts);
}
