/**
 * The product, started for one test with a data folder of its own: in a browser over `threadlab serve`, or as the desktop app.
 * A spec asks for `app` and does not know which of the two it drives.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { _electron, test as base, chromium, type Browser, type ElectronApplication, type Page } from '@playwright/test';
import { launchOptions, type findBrowser } from '../scripts/browser.mjs';
import { findRuntime } from '../scripts/electronRuntime.mjs';
import { bringAxe } from './axe.ts';
import { startBackend, type BackendProcess } from './backendProcess.ts';

export { expect } from '@playwright/test';

export interface App {
  page: Page;
  shell: 'serve' | 'electron';
  dataFolder: string;
  /** The process whose loss the window must notice: serve's, or Electron's main. */
  backend: BackendProcess | undefined;
  /** Does what starts an export, and returns the file that it leaves: a download in a browser, a save dialog in Electron. */
  saved(act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }>;
}

export const test = base.extend<{ app: App; dataFolder: string }, { browserProcess: Browser | string }>({
  /** The browser, or the reason why there is none. */
  browserProcess: [
    async ({}, use) => {
      const { browser, refused } = JSON.parse(process.env.THREADLAB_FOUND_BROWSER ?? '{"refused":[]}') as Awaited<
        ReturnType<typeof findBrowser>
      >;
      if (!browser) return use(`no browser runs here: ${refused.join('; ') || 'none was found'}`);
      const launched = await chromium.launch(launchOptions(browser));
      await use(launched);
      await launched.close();
    },
    { scope: 'worker' },
  ],

  dataFolder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'threadlab-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  },

  app: async ({ browserProcess, dataFolder, colorScheme, viewport }, use, info) => {
    if (info.project.name === 'electron') {
      const reason = noElectron();
      if (reason !== undefined && process.env.THREADLAB_REQUIRE_ELECTRON === '1')
        throw new Error(`THREADLAB_REQUIRE_ELECTRON=1, but ${reason}`);
      test.skip(reason !== undefined, reason);
      await useElectron(dataFolder, colorScheme ?? 'light', use);
      return;
    }
    if (typeof browserProcess === 'string') {
      test.skip(true, browserProcess);
      return;
    }
    const backend = await startBackend(dataFolder);
    const context = await browserProcess.newContext({
      colorScheme: colorScheme ?? 'light',
      viewport,
      locale: 'en-GB',
      acceptDownloads: true,
    });
    const page = await context.newPage();
    const faults = watchForFaults(page);
    await bringAxe(page);
    await page.goto(backend.link);
    await use({
      page,
      shell: 'serve',
      dataFolder,
      backend,
      async saved(act) {
        const [download] = await Promise.all([page.waitForEvent('download'), act()]);
        return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
      },
    });
    await context.close();
    await backend.stop();
    faults.throwIfAny();
  },
});

/** Why the desktop app cannot run here, as a clause; undefined where it can. */
function noElectron(): string | undefined {
  const runtime = findRuntime();
  if ('missing' in runtime) return `${runtime.missing}.`;
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return 'there is no display.';
  if (process.platform === 'linux' && process.getuid?.() === 0) return "Electron's sandbox does not run as root.";
  return undefined;
}

async function useElectron(
  dataFolder: string,
  colorScheme: 'light' | 'dark' | 'no-preference',
  use: (app: App) => Promise<void>,
): Promise<void> {
  const runtime = findRuntime();
  if ('missing' in runtime) throw new Error(runtime.missing);
  const electron = await _electron.launch({
    executablePath: runtime.executable,
    args: [resolve(import.meta.dirname, '..'), `--user-data-dir=${join(dataFolder, 'profile')}`],
    chromiumSandbox: true,
    colorScheme,
    env: { ...definedEnvironment(), THREADLAB_DATA: dataFolder },
  });
  const page = await electron.firstWindow();
  const faults = watchForFaults(page);
  await bringAxe(page);
  await page.reload();
  await use({
    page,
    shell: 'electron',
    dataFolder,
    backend: undefined,
    saved: (act) => savedByDialog(electron, dataFolder, act),
  });
  await electron.close();
  faults.throwIfAny();
}

/**
 * Saves where the save dialog would have put it by default, into a folder of the test: the system's own dialog cannot be worked
 * from here, but what it would have proposed can be read.
 */
async function savedByDialog(
  electron: ElectronApplication,
  folder: string,
  act: () => Promise<void>,
): Promise<{ name: string; bytes: Buffer }> {
  const done = electron.evaluate(
    ({ session }, target) =>
      new Promise<string>((resolve, reject) => {
        session.defaultSession.once('will-download', (_, item) => {
          const proposed = item.getSaveDialogOptions().defaultPath ?? '';
          const path = `${target}/${proposed.replace(/^.*[\\/]/, '')}`;
          item.setSavePath(path);
          item.once('done', (_event, state) => (state === 'completed' ? resolve(path) : reject(new Error(state))));
        });
      }),
    folder,
  );
  await act();
  const path = await done;
  return { name: basename(path), bytes: await readFile(path) };
}

/** A page that throws, or that its own content policy stops, has failed whatever it shows. */
function watchForFaults(page: Page): { throwIfAny(): void } {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Uncaught|React/.test(message.text()))
      faults.push(message.text());
  });
  return {
    throwIfAny() {
      if (faults.length > 0) throw new Error(`The page failed:\n${faults.join('\n')}`);
    },
  };
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
