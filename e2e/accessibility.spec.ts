/** Every view with the data of this machine: axe finds nothing, and no text is cut, covered, tiny or pale. looks.spec.ts does so with made-up data in both themes. */
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { axeFaults } from './axe.ts';
import { unreadableTexts } from './readability.ts';
import { keepRun } from './keptRun.ts';
import { askFor, choose, openLockContention, openRoom, processRows, startRun, waitForResult } from './steps.ts';

/** Opens a view and waits for its data. */
const views: Record<string, (page: Page) => Promise<void>> = {
  'the processes, one of them selected': async (page) => {
    await processRows(page).first().click();
    await expect(page.getByRole('region', { name: 'Threads' })).toContainText('CPU time since start');
    await page.getByRole('navigation', { name: 'Rooms' }).hover();
  },
  'the filter that nothing matches': async (page) => {
    await page.getByRole('textbox', { name: 'Filter' }).fill('no process is named like this');
    await expect(page.getByText('No process matches')).toBeVisible();
  },
  'the machine': async (page) => {
    await choose(page, 'View', 'Machine');
    await expect(page.getByText(/CPU 0|CPU0/).first()).toBeVisible();
  },
  'the catalogue': (page) => openRoom(page, 'Lab'),
  'the form of an experiment': openLockContention,
  'a running experiment': async (page) => {
    await openLockContention(page);
    await askFor(page, { locks: ['futex'], threads: '2', duration: '2 s', repeats: '10' });
    await startRun(page);
    await expect(page.getByRole('figure').first()).toBeVisible();
  },
  'a result': async (page) => {
    await openLockContention(page);
    await askFor(page, { locks: ['tas', 'mcs'], threads: '1, 2', duration: '50 ms', repeats: '2' });
    await startRun(page);
    await waitForResult(page);
    await expect(page.getByRole('figure', { name: /Throughput/ }).first()).toBeVisible();
  },
  'the runs, one of them open': async (page) => {
    await openRoom(page, 'Runs');
    await page.getByRole('row').filter({ hasText: 'lock-contention' }).first().click();
    await expect(page.getByRole('figure', { name: /Throughput/ }).first()).toBeVisible();
  },
  'the guide': (page) => openRoom(page, 'Guide'),
  'the settings': (page) => openRoom(page, 'Settings'),
};

// Before `app`, which a test asks for: the backend reads its folder when it starts.
test.beforeEach(({ dataFolder }, info) => (info.title.includes('the runs') ? keepRun(dataFolder) : undefined));

for (const [name, open] of Object.entries(views)) {
  test(`reads well: ${name}`, async ({ app: { page } }) => {
    await open(page);
    expect(await axeFaults(page)).toEqual([]);
    expect(await unreadableTexts(page)).toEqual([]);
  });
}
