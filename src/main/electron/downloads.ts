/** An export is an ordinary download of the page; here it becomes a save dialog with a name, a place and a kind. */
import { basename, dirname, extname, join } from 'node:path';
import { app, dialog, type FileFilter, type Session } from 'electron';
import { pageUrl } from './pageScheme.ts';

const kinds: Readonly<Record<string, string>> = {
  '.csv': 'Table (CSV)',
  '.json': 'Data (JSON)',
  '.svg': 'Figure (SVG)',
  '.png': 'Picture (PNG)',
};

/** Only what the page itself made may be saved: nothing is ever fetched from elsewhere. */
export function saveDownloads(session: Session): void {
  let lastFolder: string | null = null;
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`blob:${pageUrl}`)) return event.preventDefault();
    const name = basename(item.getFilename());
    item.setSaveDialogOptions({
      title: `Save ${name}`,
      defaultPath: join(lastFolder ?? app.getPath('downloads'), name),
      buttonLabel: 'Save',
      filters: filtersOf(name),
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    item.once('done', (_event, state) => {
      if (state === 'completed') lastFolder = dirname(item.getSavePath());
      if (state === 'interrupted') {
        dialog.showErrorBox(
          `${name} was not saved`,
          'It could not be written there: the disk may be full or the folder closed to you. Choose another folder.',
        );
      }
    });
  });
}

function filtersOf(name: string): FileFilter[] {
  const ending = extname(name).toLowerCase();
  const kind = kinds[ending];
  const every: FileFilter = { name: 'All files', extensions: ['*'] };
  return kind === undefined ? [every] : [{ name: kind, extensions: [ending.slice(1)] }, every];
}
