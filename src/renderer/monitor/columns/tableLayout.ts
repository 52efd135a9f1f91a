/** The columns of the tables of processes and of threads: which are shown, in what order, how wide. Kept in the settings. */
import { useLayoutEffect } from 'react';
import { defaultSettings, type Settings } from '../../../shared/settings.ts';
import { columnWidths, historyColumn } from '../../../shared/monitor/tableColumns.ts';
import { showToast } from '../../controls/toastStore.ts';
import { changeSettings, notKeptWords, useSettings } from '../../frame/currentSettings.ts';
import { takeShape, useMonitor } from '../store.ts';

/** The settings that hold the layout of each table. */
const keys = {
  processes: { columns: 'processColumns', widths: 'processColumnWidths' },
  threads: { columns: 'threadColumns', widths: 'threadColumnWidths' },
} as const;

export type LaidOutTable = keyof typeof keys;

/** Changes how this window shows the machine, and says so where that cannot be kept. */
export function keep(change: Partial<Settings>): void {
  void changeSettings(change, { stays: true }).catch((error: unknown) =>
    showToast({ tone: 'warn', text: notKeptWords('This view', error) }),
  );
}

function columnsOf(table: LaidOutTable): readonly string[] {
  return useSettings.getState().settings[keys[table].columns];
}

function keepColumns(table: LaidOutTable, columns: readonly string[]): void {
  keep({ [keys[table].columns]: columns });
}

/** Shows or hides a column; the name stays. A column that comes in takes its place before the first that follows it in `natural`. */
export function toggleColumn(table: LaidOutTable, column: string, natural: readonly string[]): void {
  const columns = columnsOf(table);
  if (column === 'name') return;
  if (columns.includes(column)) {
    keepColumns(
      table,
      columns.filter((other) => other !== column),
    );
    return;
  }
  const later = new Set(natural.slice(natural.indexOf(column) + 1));
  const at = columns.findIndex((other) => later.has(other));
  keepColumns(table, columns.toSpliced(at < 0 ? columns.length : at, 0, column));
}

/** Moves a column to the place `to` among those that are shown. */
export function moveColumn(table: LaidOutTable, column: string, to: number): void {
  const columns = columnsOf(table);
  const from = columns.indexOf(column);
  const place = Math.max(0, Math.min(columns.length - 1, to));
  if (from < 0 || from === place) return;
  keepColumns(table, columns.toSpliced(from, 1).toSpliced(place, 0, column));
}

/** Gives a column a width in pixels, within bounds; null gives it its own again. */
export function resizeColumn(table: LaidOutTable, column: string, width: number | null): void {
  const { [column]: _, ...others }: Record<string, number> = useSettings.getState().settings[keys[table].widths];
  const { least, most } = columnWidths;
  const widths = width === null ? others : { ...others, [column]: Math.round(Math.max(least, Math.min(most, width))) };
  keep({ [keys[table].widths]: widths });
}

/** Columns, order and widths as they are without a choice. */
export function resetLayout(table: LaidOutTable): void {
  const { columns, widths } = keys[table];
  keep({ [columns]: defaultSettings[columns], [widths]: defaultSettings[widths] });
}

/** Has the room ask for what the kept columns and the kept shape need, and whoever copies or saves rows find them. */
export function useKeptLayout(): void {
  const shape = useSettings((state) => state.settings.processShape);
  const groupBy = useSettings((state) => state.settings.processGroups);
  useLayoutEffect(() => takeShape(shape, groupBy), [shape, groupBy]);
  const columns = useSettings((state) => state.settings.processColumns);
  useLayoutEffect(
    () => useMonitor.setState({ columns: columns.filter((column) => column !== historyColumn) }),
    [columns],
  );
}

/** Whether a layout is the default one. */
export function isDefaultLayout(table: LaidOutTable, settings: Settings): boolean {
  const { columns, widths } = keys[table];
  return (
    Object.keys(settings[widths]).length === 0 && settings[columns].join(' ') === defaultSettings[columns].join(' ')
  );
}
