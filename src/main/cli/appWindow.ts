/** A window of its own for the served page, from an installed Chromium, Chrome or Edge, where there is a display. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { writeLaunchPage } from './launchPage.ts';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
] as const;
const macApps = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
] as const;

/** The browser to open on this machine; null where there is none to open. */
export function appBrowser(environment: NodeJS.ProcessEnv): string | null {
  return findAppBrowser(environment, { platform: process.platform, uid: process.getuid?.(), exists: existsSync });
}

/**
 * The browser to open, or null: no display, none installed, or root, whose window a browser opens only without its sandbox.
 */
export function findAppBrowser(
  environment: NodeJS.ProcessEnv,
  machine: { platform: NodeJS.Platform; uid: number | undefined; exists: (path: string) => boolean },
): string | null {
  if (machine.platform === 'darwin') return macApps.find(machine.exists) ?? null;
  if (machine.platform !== 'linux' || machine.uid === 0) return null;
  if ((environment['DISPLAY'] ?? '') === '' && (environment['WAYLAND_DISPLAY'] ?? '') === '') return null;
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const name of names) {
    const found = folders.map((folder) => join(folder, name)).find(machine.exists);
    if (found !== undefined) return found;
  }
  return null;
}

/**
 * Opens the link in it and leaves the window alone: it outlives nothing and is not waited for. What is returned is to be called
 * when the link was used, and at the end: it removes the page that leads there. What fails is reported, in words.
 */
export function openAppWindow(
  browser: string,
  link: string,
  environment: NodeJS.ProcessEnv,
  report: (words: string) => void,
): () => void {
  let page;
  try {
    page = writeLaunchPage(link, folderFor(browser, environment, existsSync));
  } catch (error) {
    report(`No window was opened: ${error instanceof Error ? error.message : String(error)}`);
    return () => undefined;
  }
  const { url, remove } = page;
  const child = spawn(browser, [`--app=${url}`], { detached: true, stdio: 'ignore', env: environment });
  child.on('error', (error) => {
    remove();
    report(`${browser} could not be opened: ${error.message}`);
  });
  child.unref();
  return remove;
}

/** Where the browser can read a file of ours. Chromium as a snap has a /tmp of its own, and of the home no hidden folders. */
export function folderFor(browser: string, environment: NodeJS.ProcessEnv, exists: (path: string) => boolean): string {
  const home = environment['HOME'];
  const isSnap = basename(browser).startsWith('chromium') && exists('/snap/bin/chromium');
  return isSnap && home !== undefined ? join(home, 'snap', 'chromium', 'common') : tmpdir();
}
