/** Opens one state in a page of its own. */
import type { Browser, Page } from '@playwright/test';
import { bringAxe } from '../axe.ts';
import { startFixture } from './fixtureBackend.ts';
import type { State } from './states.ts';

/** So many seconds pass in the page for one outside: a minute of history is there in a few seconds. */
const haste = 20;

export interface OpenState {
  page: Page;
  /** Throws with what went wrong in page or backend while it was open. */
  close: () => Promise<void>;
}

/** The page has the width of a laptop and is light; callers change that as they go. */
export async function openState(browser: Browser, state: State): Promise<OpenState> {
  const backend = await startFixture(state.world());
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
  await state.open(page, backend);
  return {
    page,
    async close() {
      await context.close();
      await backend.end();
      faults.push(...backend.faults);
      if (faults.length > 0) throw new Error(faults.join('\n'));
    },
  };
}
