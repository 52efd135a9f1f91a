/** The Lab: a real run from the form to the result, seen live; cancelled; killed. */
import { existsSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { askFor, cancelRun, openLockContention, openRoom, processRows, startRun, waitForResult } from './steps.ts';

const small = { locks: ['tas', 'mcs'], threads: '1, 2', duration: '100 ms', repeats: '2' };
const long = { locks: ['futex'], threads: '2', duration: '1 s', repeats: '30' };

/** What the live charts draw now, as a text that differs when they do. */
function drawn(page: Page): Promise<string> {
  return page.locator('main figure').evaluateAll((figures) => figures.map((figure) => figure.innerHTML).join('\n'));
}

test('runs what the form asks for, and shows the result with its checks', async ({ app: { page } }) => {
  await openLockContention(page);
  await askFor(page, small);
  await expect(page.getByText('Estimate', { exact: true })).toBeVisible();
  await startRun(page);
  await waitForResult(page);
  const facts = page.getByRole('complementary', { name: 'What the result rests on' });
  await expect(facts).toContainText('The guarded counter equals the acquisitions');
  await expect(facts).toContainText('Never two threads inside');
  await expect(facts).not.toContainText('failed');
  await expect(page.getByRole('figure', { name: /Throughput/ }).first()).toBeVisible();
});

test('draws the counters while the threads advance them, leads to them in the Monitor, and keeps what was measured when cancelled', async ({
  app: { page },
}) => {
  await openLockContention(page);
  await askFor(page, long);
  await startRun(page);

  await test.step('the charts move', async () => {
    await expect(page.getByRole('figure').first()).toBeVisible();
    const before = await drawn(page);
    await expect.poll(() => drawn(page), { timeout: 20_000 }).not.toBe(before);
    const later = await drawn(page);
    await expect.poll(() => drawn(page)).not.toBe(later);
  });

  if (process.platform === 'linux')
    await test.step('the run is an ordinary process with named threads', async () => {
      await page.getByRole('button', { name: 'See it in the Monitor' }).click();
      await expect(processRows(page).and(page.locator('[aria-selected=true]'))).toContainText('threadlab-run');
      await expect(page.getByRole('region', { name: 'Threads' })).toContainText('futex');
      await openRoom(page, 'Lab');
    });

  await test.step('what was measured is kept', async () => {
    await expect(page.getByRole('img', { name: /The plan: [1-9]\d* of 30 repeats done/ })).toBeVisible({
      timeout: 30_000,
    });
    await cancelRun(page);
    await expect(page.getByText(/cancelled after/)).toBeVisible();
    await expect(page.getByRole('figure', { name: /Throughput/ }).first()).toBeVisible();
  });
});

test('stands still while the counters do, goes on with them, and says how a run ended that was killed from outside', async ({
  app: { page },
}) => {
  test.skip(process.platform !== 'linux', 'the runner is found in /proc');
  await openLockContention(page);
  await askFor(page, { ...long, threads: '1' });
  await startRun(page);
  const status = page.getByRole('contentinfo', { name: 'Status' });
  await expect(status).toContainText(/Process \d+, thread futex-w0/);
  const pid = Number(/Process (\d+)/.exec(await status.innerText())?.[1]);
  expect(readFileSync(`/proc/${pid}/comm`, 'utf8').trim()).toBe('threadlab-run');

  await test.step('with the threads the counts on the chart stop', async () => {
    const counts = page.getByRole('figure').filter({ hasText: 'Each thread in this repeat' });
    const first = await counts.innerText();
    await expect.poll(() => counts.innerText(), { timeout: 20_000 }).not.toBe(first);
    process.kill(pid, 'SIGSTOP');
    let last = '';
    // What was on its way is still drawn.
    const isStill = async () => {
      const before = last;
      last = await counts.innerText();
      return last === before;
    };
    await expect.poll(isStill, { intervals: [1000] }).toBe(true);
    await page.waitForTimeout(1500);
    expect(await counts.innerText()).toBe(last);
    process.kill(pid, 'SIGCONT');
    await expect.poll(() => counts.innerText()).not.toBe(last);
  });

  process.kill(pid, 'SIGKILL');
  await expect(page.getByRole('region', { name: 'How the run ended' })).toContainText('SIGKILL');
  await expect.poll(() => existsSync(`/proc/${pid}`)).toBe(false);
});

test('says under the field what is wrong, and runs nothing', async ({ app: { page } }) => {
  await openLockContention(page);
  await page.getByRole('textbox', { name: 'Threads' }).fill('two');
  await page.getByRole('textbox', { name: 'Threads' }).blur();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toHaveAttribute('aria-disabled', 'true');
});
