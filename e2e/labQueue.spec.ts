/** Runs that wait: for one of the same window, and for that of another Threadlab on the same data folder. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identify } from '../src/main/lab/processIdentity.ts';
import { expect, test } from './app.ts';
import { askFor, cancelRun, openLockContention, openRoom, startRun, waitForResult } from './steps.ts';

const short = { locks: ['tas'], threads: '1', duration: '50 ms', repeats: '1' };

test.beforeEach(() => test.skip(process.platform !== 'linux', 'runs name and find processes as Linux does'));

test('a second run waits with its place, and can be taken out of the queue', async ({ app: { page } }) => {
  await openLockContention(page);
  await askFor(page, { ...short, duration: '20 s' });
  await startRun(page);
  await openRoom(page, 'Runs');
  await openRoom(page, 'Lab');
  await page.getByRole('button', { name: 'Lab', exact: true }).last().click();
  await page.getByRole('radio', { name: 'Quick look' }).check();
  await page.getByRole('button', { name: /more threads than CPUs/ }).focus();
  await page.keyboard.press('r');
  const waiting = page.getByRole('list', { name: 'Waiting runs' });
  await expect(waiting).toContainText('What happens with more threads than CPUs?');
  await expect(page.getByText(/lock-contention runs now/)).toBeVisible();
  await waiting.getByRole('button', { name: /^Cancel/ }).click();
  await expect(waiting).toBeHidden();
  await page.getByRole('button', { name: 'Lab', exact: true }).last().click();
  await cancelRun(page);
});

test('a run waits for that of another Threadlab, and starts when it has ended', async ({
  app: { page, dataFolder },
}) => {
  const lock = join(dataFolder, 'running.json');
  writeFileSync(lock, JSON.stringify({ ...identify(process.pid), experiment: 'oversubscription' }));
  await openRoom(page, 'Lab');
  const other = page.getByRole('region', { name: 'Another Threadlab has the machine' });
  await expect(other).toContainText(`process ${process.pid}, oversubscription`);
  await openLockContention(page);
  await askFor(page, short);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Waiting runs' })).toContainText('Next');
  rmSync(lock);
  await waitForResult(page);
  await expect(other).toBeHidden();
});
