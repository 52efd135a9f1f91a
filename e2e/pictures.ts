/** The pictures of the README: each room of the real app with this machine's data, in light. Run by scripts/pictures.mjs. */
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import {
  askFor,
  cancelRun,
  choose,
  openLockContention,
  openRoom,
  processTable,
  startRun,
  waitForResult,
} from './steps.ts';

const folder = resolve(import.meta.dirname, '..', 'docs', 'pictures');

async function take(page: Page, name: string): Promise<void> {
  // The pointer rests nowhere, so that no tooltip and no held order is in the picture.
  await page.mouse.move(640, 799);
  await page.screenshot({ path: resolve(folder, `${name}.png`), animations: 'disabled' });
}

/** Until the Monitor has seen a minute's share of readings, its histories are bare. */
const readings = 12_000;

test('the Monitor, with a running experiment in it', async ({ app: { page } }) => {
  await openLockContention(page);
  await askFor(page, { locks: ['futex', 'mcs'], threads: '2, 4', duration: '1 s', repeats: '20' });
  await startRun(page);
  await page.getByRole('button', { name: 'See it in the Monitor' }).click();
  await expect(page.getByRole('region', { name: 'Threads' })).toContainText('CPU time since start');
  await page.waitForTimeout(readings);
  // The run came in at the end of the order, without a rate yet; by now it is at the top.
  await processTable(page).hover();
  await page.mouse.wheel(0, -100_000);
  await page.mouse.move(640, 799);
  await page.waitForTimeout(2000);
  await take(page, 'monitor');
  await choose(page, 'View', 'Machine');
  await page.waitForTimeout(2000);
  await take(page, 'machine');

  await choose(page, 'View', 'Processes');
  await openRoom(page, 'Lab');
  await cancelRun(page);
});

test('the Lab, before, during and after a run', async ({ app: { page } }) => {
  await openLockContention(page);
  await askFor(page, { locks: ['tas', 'ticket', 'mcs', 'futex'], threads: '1, 2', duration: '500 ms', repeats: '3' });
  await startRun(page);
  await expect(page.getByRole('img', { name: /The plan: ([89]|1\d) of/ })).toBeVisible({ timeout: 45_000 });
  await take(page, 'lab-running');
  await waitForResult(page);
  await expect(page.getByRole('figure', { name: /Throughput/ }).first()).toBeVisible();
  await take(page, 'lab');
});

test('the Runs', async ({ app: { page } }) => {
  test.slow(); // three runs
  await openLockContention(page);
  for (const locks of [['tas', 'mcs'], ['futex'], ['tas', 'ticket', 'mcs', 'futex']]) {
    const change = page.getByRole('button', { name: 'Change' });
    if (await change.isVisible()) await change.click();
    await askFor(page, { locks, threads: '1, 2', duration: '200 ms', repeats: '3' });
    await startRun(page);
    await waitForResult(page);
  }
  await openRoom(page, 'Runs');
  await page.getByRole('grid', { name: 'Runs' }).locator('tbody tr').first().click();
  await expect(page.getByRole('figure', { name: /Throughput/ }).first()).toBeVisible();
  await take(page, 'runs');
});
