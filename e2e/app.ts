/**
 * The product, in a browser over `threadlab serve` or as the desktop app; a spec does not know which of the two it drives.
 * It asks for `app`, whose window is loaded anew but whose backend may have served the tests before, since starting both takes
 * longer than most tests; or, to break it or to find nothing kept in it, for `freshApp`.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
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

export const test = base.extend<
  { app: App; freshApp: App },
  { browserProcess: Browser | string; heldApp: { current: ServedApp | null } }
>({
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

  /** The app that one test of this worker leaves to the next. */
  heldApp: [
    async ({}, use) => {
      const held: { current: ServedApp | null } = { current: null };
      await use(held);
      await held.current?.close();
    },
    { scope: 'worker' },
  ],

  app: async ({ browserProcess, heldApp, colorScheme, viewport }, use, info) => {
    if (info.project.name === 'electron') return useElectron(colorScheme ?? 'light', use);
    if (typeof browserProcess === 'string') return test.skip(true, browserProcess);
    const look = { colorScheme: colorScheme ?? 'light', viewport };
    if (heldApp.current === null) heldApp.current = await startServed(browserProcess, look);
    else await heldApp.current.startOver(look);
    const served = heldApp.current;
    // After a test that failed Playwright ends its worker, and this app with it.
    await use(served.app);
    served.throwFaults();
    await served.rest();
  },

  freshApp: async ({ browserProcess, colorScheme, viewport }, use, info) => {
    if (info.project.name === 'electron') return useElectron(colorScheme ?? 'light', use);
    if (typeof browserProcess === 'string') return test.skip(true, browserProcess);
    const served = await startServed(browserProcess, { colorScheme: colorScheme ?? 'light', viewport });
    await use(served.app);
    await served.close();
    served.throwFaults();
  },
});

export interface Look {
  colorScheme: 'light' | 'dark' | 'no-preference';
  viewport: { width: number; height: number } | null;
}

export interface ServedApp {
  app: App;
  /** The window as it is at a start, with no run kept. What a test changes of the settings, it changes back. */
  startOver(look: Look): Promise<void>;
  throwFaults(): void;
  /** Until `startOver` nothing is drawn or sampled, which would take time from the tests meanwhile. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

async function startServed(browser: Browser, { colorScheme, viewport }: Look): Promise<ServedApp> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'threadlab-e2e-'));
  const backend = await startBackend(dataFolder);
  const context = await browser.newContext({ colorScheme, viewport, locale: 'en-GB', acceptDownloads: true });
  const page = await context.newPage();
  const faults = watchForFaults(page);
  await bringAxe(page);
  await page.goto(backend.link);
  return {
    app: {
      page,
      shell: 'serve',
      dataFolder,
      backend,
      async saved(act) {
        const [download] = await Promise.all([page.waitForEvent('download'), act()]);
        return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
      },
    },
    async startOver(look) {
      for (const name of await readdir(join(dataFolder, 'runs')))
        await rm(join(dataFolder, 'runs', name), { recursive: true });
      if (look.viewport !== null) await page.setViewportSize(look.viewport);
      await page.emulateMedia({ colorScheme: look.colorScheme });
      await page.goto(new URL('/', backend.link).href);
    },
    throwFaults: () => faults.throwIfAny(),
    async rest() {
      await page.goto('about:blank');
    },
    async close() {
      await context.close();
      await backend.stop();
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Why the desktop app cannot run here, as a clause; undefined where it can. */
function noElectron(): string | undefined {
  const runtime = findRuntime();
  if ('missing' in runtime) return `${runtime.missing}.`;
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return 'there is no display.';
  if (process.platform === 'linux' && process.getuid?.() === 0) return "Electron's sandbox does not run as root.";
  return undefined;
}

/** For one test; skips it where the desktop app cannot run. */
async function useElectron(colorScheme: Look['colorScheme'], use: (app: App) => Promise<void>): Promise<void> {
  const reason = noElectron();
  if (reason !== undefined && process.env.THREADLAB_REQUIRE_ELECTRON === '1')
    throw new Error(`THREADLAB_REQUIRE_ELECTRON=1, but ${reason}`);
  test.skip(reason !== undefined, reason);
  const runtime = findRuntime();
  if ('missing' in runtime) throw new Error(runtime.missing);
  const dataFolder = await mkdtemp(join(tmpdir(), 'threadlab-e2e-'));
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
  await rm(dataFolder, { recursive: true, force: true, maxRetries: 3 });
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
      const found = faults.splice(0);
      if (found.length > 0) throw new Error(`The page failed:\n${found.join('\n')}`);
    },
  };
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
