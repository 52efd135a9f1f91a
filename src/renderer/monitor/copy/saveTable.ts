/** Saves the rows that the table shows, in its order, with its columns. */
import { saveFile } from '../../result/saveFile.ts';
import { useMonitor } from '../store.ts';
import { processTable, threadTable } from './shownTable.ts';
import { tableText, type TextTable } from './tableText.ts';

const mediaTypes = { csv: 'text/csv', json: 'application/json' } as const;
type Format = keyof typeof mediaTypes;

export function saveTable(format: Format): void {
  const { shape, shown } = useMonitor.getState();
  if (shape === 'threads') save('threads', threadTable(), format);
  else save('processes', processTable(shown), format);
}

function save<FieldName extends string>(what: string, table: TextTable<FieldName>, format: Format): void {
  const at = useMonitor.getState().snapshot?.takenAt.slice(0, 19).replaceAll(':', '-') ?? 'nothing-read';
  const rows = table.rows.filter(({ status }) => status !== 'ended');
  const bytes = new TextEncoder().encode(tableText({ ...table, rows }, format));
  saveFile({ fileName: `${what}-${at}.${format}`, mediaType: mediaTypes[format], base64: base64Of(bytes) });
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
