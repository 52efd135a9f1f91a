/** Puts the selected rows into the clipboard, with the columns that are shown, and says how many. */
import { copyText } from '../../controls/copyText.ts';
import { showToast } from '../../controls/toastStore.ts';
import { pickedRows } from '../actions/selection.ts';
import { processTable } from './shownTable.ts';
import { tableText, type TableFormat } from './tableText.ts';

const names = { text: 'text', tsv: 'TSV', csv: 'CSV', json: 'JSON' } as const satisfies Record<TableFormat, string>;

export function copyRows(format: TableFormat): void {
  const rows = pickedRows();
  if (rows.length === 0) {
    showToast({ tone: 'warn', text: 'No row is selected, so nothing was copied.' });
    return;
  }
  if (!copyText(tableText(processTable(rows), format))) return;
  showToast({
    tone: 'none',
    text: `Copied ${rows.length === 1 ? '1 row' : `${rows.length} rows`} as ${names[format]}`,
  });
}
