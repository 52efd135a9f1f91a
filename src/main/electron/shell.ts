/**
 * The desktop shell: starts the backend in the main process and opens one window over it. Window, menu, dialogs and the
 * port are here; nothing of a room is.
 */
import { join } from 'node:path';
import { app, BrowserWindow, dialog, session } from 'electron';
import { createBackend, type Backend } from '../backend.ts';
import { dataFolder } from '../dataFolder.ts';
import { builtEntries } from '../entries.ts';
import { saveDownloads } from './downloads.ts';
import { denyPermissions, guardContents } from './guards.ts';
import { setMenu } from './menu.ts';
import { registerPageScheme, servePage } from './pageScheme.ts';
import { bridgePorts } from './portBridge.ts';
import { openWindow } from './window.ts';

/** Must be called before Electron is ready. Resolves once the window is open, or at once where the app runs already. */
export async function startShell(): Promise<void> {
  const folder = dataFolder(process.env);
  // Caches, cookies and the lock of the one instance lie with the data that they belong to.
  if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', join(folder, 'window'));
  if (!app.requestSingleInstanceLock()) return app.quit();
  app.enableSandbox();
  registerPageScheme();
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  await app.whenReady();
  try {
    await open(folder);
  } catch (error) {
    report(error);
    dialog.showErrorBox('Threadlab cannot start', error instanceof Error ? error.message : String(error));
    app.exit(1);
  }
}

async function open(folder: string): Promise<void> {
  const entries = builtEntries();
  const backend = await createBackend({ dataFolder: folder, readOnly: false, shell: 'electron', entries });
  endWithApp(backend);
  denyPermissions(session.defaultSession);
  servePage(session.defaultSession, entries.renderer);
  saveDownloads(session.defaultSession);
  setMenu(process.platform);

  let window: BrowserWindow | null = null;
  const show = () => {
    if (window === null) {
      window = openWindow({ preload: entries.preload, stateFile: join(folder, 'window.json'), report });
      window.on('closed', () => (window = null));
      return;
    }
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  bridgePorts(
    (connection) => backend.attach(connection),
    (contents) => window?.webContents === contents,
  );
  app.on('second-instance', show);
  app.on('activate', show);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  show();
}

/** The app ends after the rooms have: a run's child must not outlive it. */
function endWithApp(backend: Backend): void {
  let state: 'open' | 'closing' | 'closed' = 'open';
  app.on('will-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    backend
      .close()
      .catch(report)
      .finally(() => {
        state = 'closed';
        app.quit();
      });
  });
}

/** To the app's log, which is standard error. */
function report(error: unknown): void {
  process.stderr.write(`threadlab: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
