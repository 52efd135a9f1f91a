/** Saves the rows that the table shows, in its order, with its columns. */
import { saveFile } from '../../result/saveFile.ts';
import { useMonitor } from '../store.ts';
import { tableText } from './tableText.ts';

const mediaTypes = { csv: 'text/csv', json: 'application/json' } as const;

export function saveTable(format: keyof typeof mediaTypes): void {
  const { shown, columns, snapshot } = useMonitor.getState();
  const at = snapshot?.takenAt.slice(0, 19).replaceAll(':', '-') ?? 'nothing-read';
  const rows = shown.filter(({ status }) => status !== 'ended');
  const bytes = new TextEncoder().encode(tableText(rows, columns, format));
  saveFile({ fileName: `processes-${at}.${format}`, mediaType: mediaTypes[format], base64: base64Of(bytes) });
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
