/** The browser that the end-to-end tests use, as a process of its own whose CPU can be read, and a page of the app in it. */
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { findBrowser, launchOptions } from '../../scripts/browser.mjs';
import { unavailable } from '../unavailable.ts';

export interface BenchBrowser {
  browser: Browser;
  pid: number;
  version: string;
  close: () => Promise<void>;
}

/** Throws `Unavailable` where no browser runs. */
export async function startBrowser(): Promise<BenchBrowser> {
  const { browser: found, refused } = await findBrowser();
  if (found === undefined) throw unavailable(`No browser runs here: ${refused.join('; ') || 'none was found'}`);
  const server = await chromium.launchServer(launchOptions(found));
  const { pid } = server.process();
  if (pid === undefined) throw new Error('The browser did not start.');
  const browser = await chromium.connect(server.wsEndpoint());
  return { browser, pid, version: found.version, close: () => server.close() };
}

export async function newContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', colorScheme: 'light' });
}

/** Waits for the first row of the process table. */
export async function firstTable(page: Page): Promise<void> {
  await page.getByRole('grid', { name: 'Processes' }).getByRole('gridcell').first().waitFor({ timeout: 60_000 });
}

/** Calls back for each snapshot that reaches the page: what comes in binary frames, nothing else does. */
export function onSnapshot(page: Page, act: () => void): void {
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      if (typeof payload !== 'string') act();
    });
  });
}
