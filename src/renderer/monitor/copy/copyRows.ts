/** Puts the selected rows into the clipboard, with the columns that are shown, and says how many. */
import { copyText } from '../../controls/copyText.ts';
import { showToast } from '../../controls/toastStore.ts';
import { pickedRows } from '../actions/selection.ts';
import { useMonitor } from '../store.ts';
import { processTable, threadTable } from './shownTable.ts';
import { tableText, type TableFormat, type TextTable } from './tableText.ts';

const names = { text: 'text', tsv: 'TSV', csv: 'CSV', json: 'JSON' } as const satisfies Record<TableFormat, string>;

/** In the table of threads it is the selected thread. */
export function copyRows(format: TableFormat): void {
  const { shape, selectedThread } = useMonitor.getState();
  if (shape === 'threads') {
    const table = threadTable();
    copy({ ...table, rows: table.rows.filter(({ key }) => key === selectedThread) }, format);
  } else {
    copy(processTable(pickedRows()), format);
  }
}

function copy<FieldName extends string>(table: TextTable<FieldName>, format: TableFormat): void {
  const count = table.rows.length;
  if (count === 0) {
    showToast({ tone: 'warn', text: 'No row is selected, so nothing was copied.' });
    return;
  }
  if (!copyText(tableText(table, format))) return;
  showToast({ tone: 'none', text: `Copied ${count === 1 ? '1 row' : `${count} rows`} as ${names[format]}` });
}
