/** The one window: sandboxed, without Node, where it was the last time. */
import { app, BrowserWindow, dialog, screen } from 'electron';
import { pageUrl } from './pageScheme.ts';
import { placeWindow, readWindowState, smallest, writeWindowState } from './windowState.ts';

export interface WindowOptions {
  preload: string;
  stateFile: string;
  /** Told of what went wrong without anybody having asked for it. */
  report: (error: unknown) => void;
}

export function openWindow({ preload, stateFile, report }: WindowOptions): BrowserWindow {
  const { bounds, maximized } = placeWindow(
    readWindowState(stateFile),
    screen.getAllDisplays().map(({ workArea }) => workArea),
  );
  const window = new BrowserWindow({
    ...bounds,
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Threadlab',
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  window.on('close', () => {
    try {
      writeWindowState(stateFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() });
    } catch (error) {
      report(error); // the place of a window is not worth keeping it open
    }
  });
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') offerReload(window, reason).catch(report);
  });
  window.loadURL(pageUrl).catch(report);
  return window;
}

/** A page that is gone leaves an empty window: only the person knows whether to go on. */
async function offerReload(window: BrowserWindow, reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The page of this window has ended',
    detail: `Linux or the browser engine ended it (${reason}). Runs go on in the background, and kept runs are safe.`,
    buttons: ['Load it again', 'Quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (response === 0) window.webContents.reload();
  else app.quit();
}
