/**
 * Opens one state after another in one page, from a fresh load or from where the one before it ended: what starts a browser's page,
 * and reads the product's code for the first time, takes longer than most looks.
 */
import type { Browser, Page } from '@playwright/test';
import { test as base } from '../app.ts';
import { bringAxe } from '../axe.ts';
import { startFixture, type FixtureBackend } from './fixtureBackend.ts';
import type { State } from './state.ts';
import type { World } from './world.ts';

/** So many seconds pass in the page for one outside: a minute of history is there in a few seconds. */
const haste = 20;

/** Opens `state`, which goes on from the one before it or begins with a load, and hands over the page that shows it. */
export type StateOpener = (state: State) => Promise<OpenState>;

export interface OpenState {
  page: Page;
  /** Throws with what went wrong in page or backend while it was open. */
  close: () => Promise<void>;
}

/** `openState`, or the reason why no browser opens anything here. */
export const test = base.extend<object, { openState: StateOpener | string }>({
  openState: [
    async ({ browserProcess }, use) => {
      if (typeof browserProcess === 'string') return use(browserProcess);
      const opener = createOpener(browserProcess);
      await use(opener.open);
      await opener.close();
    },
    { scope: 'worker' },
  ],
});

interface Opened {
  page: Page;
  backend: FixtureBackend;
  faults: string[];
  /** Of the page and all its connections. */
  close(): Promise<void>;
}

/** The page has the width of a laptop and is light at first; callers change that as they go. */
function createOpener(browser: Browser): { open: StateOpener; close(): Promise<void> } {
  let opened: Opened | null = null;
  const close = async () => {
    await opened?.close();
    opened = null;
  };
  return {
    close,
    async open(state) {
      const world = state.world?.();
      if (opened === null) {
        if (world === undefined) throw new Error('The state goes on from one that was not opened.');
        opened = await openPage(browser, world);
      } else {
        await opened.page.setViewportSize({ width: 1280, height: 800 });
        await opened.page.emulateMedia({ colorScheme: 'light' });
        if (world !== undefined) opened.backend.show(world);
        if (state.goesOn !== true) await opened.page.goto(new URL('/', opened.backend.link).href);
      }
      const { page, backend, faults } = opened;
      await state.open(page, backend);
      return {
        page,
        async close() {
          if (backend.ended()) await close();
          const found = [...faults.splice(0), ...backend.faults.splice(0)];
          if (found.length > 0) throw new Error(found.join('\n'));
        },
      };
    },
  };
}

async function openPage(browser: Browser, world: World): Promise<Opened> {
  const backend = await startFixture(world);
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.stack ?? error.message));
  // In this order: the clock drives the page's timers by the time it finds here, and those are to keep theirs.
  await page.clock.setFixedTime(new Date('2026-10-03T14:40:00Z'));
  await page.addInitScript((factor) => {
    const real = performance.now.bind(performance);
    performance.now = () => real() * factor;
  }, haste);
  await bringAxe(page);
  await page.goto(backend.link);
  return {
    page,
    backend,
    faults,
    async close() {
      await context.close();
      await backend.end();
    },
  };
}
