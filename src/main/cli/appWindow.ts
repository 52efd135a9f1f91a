/** A window of its own for the served page, from an installed Chromium, Chrome or Edge, where there is a display. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

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

/** Opens it and leaves it alone: it outlives nothing and is not waited for. Returns whether there was one to open. */
export function openAppWindow(url: string, environment: NodeJS.ProcessEnv, report: (words: string) => void): boolean {
  const machine = { platform: process.platform, uid: process.getuid?.(), exists: existsSync };
  const browser = findAppBrowser(environment, machine);
  if (browser === null) return false;
  const child = spawn(browser, [`--app=${url}`], { detached: true, stdio: 'ignore' });
  child.on('error', (error) => report(`${browser} could not be opened: ${error.message}`));
  child.unref();
  return true;
}
