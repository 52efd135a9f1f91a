/** Every view with the data of this machine: axe finds nothing, and no text is cut, covered, tiny or pale. looks.spec.ts does so with made-up data in both themes. */
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { axeFaults } from './axe.ts';
import { unreadableTexts } from './readability.ts';
import { askFor, choose, openLockContention, openRoom, processRows, startRun, waitForResult } from './steps.ts';

/** Each leads from the one before to the next view, and waits for its data. */
const walk: Record<string, (page: Page) => Promise<void>> = {
  'the processes, one of them selected': async (page) => {
    await processRows(page).first().click();
    await expect(page.getByRole('region', { name: 'Threads' })).toContainText('CPU time since start');
    await page.getByRole('navigation', { name: 'Rooms' }).hover();
  },
  'the filter that nothing matches': async (page) => {
    await page.getByRole('combobox', { name: 'Filter' }).fill('no process is named like this');
    await expect(page.getByText('No process matches')).toBeVisible();
  },
  'the machine': async (page) => {
    await choose(page, 'View', 'Machine');
    await expect(page.getByText(/CPU 0|CPU0/).first()).toBeVisible();
  },
  'the catalogue': async (page) => {
    await openRoom(page, 'Lab');
    await expect(page.getByRole('heading', { name: 'Lab', level: 1 })).toBeVisible();
  },
  'the form of an experiment': openLockContention,
  'a running experiment': async (page) => {
    await askFor(page, { locks: ['mcs'], threads: '1, 2', duration: '500 ms', repeats: '2' });
    await startRun(page);
    await expect(page.getByRole('figure').first()).toBeVisible();
  },
  'a result': async (page) => {
    await waitForResult(page);
    await expect(page.getByRole('figure', { name: /Throughput/ }).first()).toBeVisible();
  },
  'the runs, one of them open': async (page) => {
    await openRoom(page, 'Runs');
    await page.getByRole('row').filter({ hasText: 'lock-contention' }).first().click();
    await expect(page.getByRole('figure', { name: /Throughput/ }).first()).toBeVisible();
  },
  'the guide': async (page) => {
    await openRoom(page, 'Guide');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  },
  'the settings': async (page) => {
    await openRoom(page, 'Settings');
    await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  },
};

test('every view reads well', async ({ app: { page } }) => {
  test.slow();
  for (const [name, open] of Object.entries(walk)) {
    await test.step(name, async () => {
      await open(page);
      expect.soft(await axeFaults(page), name).toEqual([]);
      expect.soft(await unreadableTexts(page), name).toEqual([]);
    });
  }
});
