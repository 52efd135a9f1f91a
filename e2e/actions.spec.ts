/** What can be done to processes, driven on processes that this test starts itself. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { filterProcesses, processRows, processTable } from './steps.ts';

test.skip(process.platform !== 'linux', 'the Monitor reads /proc');

const children: ChildProcess[] = [];
test.afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

/** A `sleep` with arguments of its own, by which the filter finds it. */
async function startSleep(marker: string): Promise<{ child: ChildProcess; pid: number }> {
  const child = spawn('sleep', [marker], { stdio: 'ignore', detached: true });
  await once(child, 'spawn');
  children.push(child);
  if (child.pid === undefined) throw new Error('sleep did not start.');
  return { child, pid: child.pid };
}

/** A number of seconds that no other sleep of this machine has. */
const unlikely = () => `7${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
const stateOf = (pid: number) => /^State:\s+(\S)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
const niceOf = (pid: number) =>
  Number(
    readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ')[16],
  );
const cpusOf = (pid: number) => /^Cpus_allowed_list:\s+(\S+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];

async function choose(page: Page, pid: number, item: string): Promise<void> {
  await processRows(page)
    .filter({ hasText: String(pid) })
    .first()
    .click({ button: 'right' });
  await page.getByRole('menuitem', { name: item }).click();
}

test('terminates a process after a question that names it, and says what became of it', async ({ app: { page } }) => {
  const marker = unlikely();
  const { child, pid } = await startSleep(marker);
  await filterProcesses(page, marker);
  await expect(processRows(page)).toHaveCount(1);
  await choose(page, pid, 'Terminate');
  const dialog = page.getByRole('dialog', { name: 'Terminate sleep?' });
  await expect(dialog).toContainText(`PID ${pid}`);
  await expect(dialog).toContainText('Started');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  const ended = once(child, 'exit');
  await dialog.getByRole('button', { name: `Terminate ${pid}` }).click();
  expect(await ended).toEqual([null, 'SIGTERM']);
  await expect(page.getByText(new RegExp(`sleep \\(${pid}\\): Ended .* after SIGTERM`))).toBeVisible();
});

test('shows PID 1 and the own process as left alone, with the reason', async ({ app: { page } }) => {
  await filterProcesses(page, 'pid=1');
  const row = processRows(page).first();
  await expect(row).toBeVisible();
  await row.click({ button: 'right' });
  const menu = page.getByRole('menu');
  await expect(menu).toContainText('PID 1 started all other processes here');
  await expect(menu.getByRole('menuitem', { name: 'Kill…' })).toHaveAttribute('aria-disabled', 'true');
  await menu.getByRole('menuitem', { name: 'Kill…' }).click({ force: true });
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('pauses and continues several processes at once, by keyboard', async ({ app: { page } }) => {
  const marker = unlikely();
  const [one, other] = [await startSleep(marker), await startSleep(marker)];
  await filterProcesses(page, marker);
  await expect(processRows(page)).toHaveCount(2);
  await processTable(page).focus();
  await page.keyboard.press('Control+a');
  await expect(processTable(page).getByRole('row', { selected: true })).toHaveCount(2);
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Pause' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Pause 2 processes' }).press('Enter');
  await expect(page.getByText('Done to 2 processes.')).toBeVisible();
  expect([stateOf(one.pid), stateOf(other.pid)]).toEqual(['T', 'T']);
  await page.getByRole('button', { name: 'Show each' }).click();
  await expect(page.getByRole('dialog')).toContainText('Paused by SIGSTOP.');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Actions on 2' }).click();
  await page.getByRole('menuitem', { name: 'Continue' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Continue 2 processes' }).click();
  await expect.poll(() => [stateOf(one.pid), stateOf(other.pid)]).toEqual(['S', 'S']);
});

test('changes nice value and CPUs, and reads back what Linux has then', async ({ app: { page } }) => {
  const marker = unlikely();
  const { pid } = await startSleep(marker);
  await filterProcesses(page, marker);
  await expect(processRows(page)).toHaveCount(1);
  await processTable(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('F8');
  const dialog = page.getByRole('dialog', { name: 'Change the nice value of sleep?' });
  await dialog.getByRole('textbox').fill('7');
  await dialog.getByRole('button', { name: `Set ${pid} to 7` }).click();
  await expect(page.getByText(/Linux now reports 1 thread at nice 7/)).toBeVisible();
  expect(niceOf(pid)).toBe(7);
  const first = Number(/\d+/.exec(cpusOf(pid) ?? '')?.[0]);
  await processTable(page).focus();
  await page.keyboard.press('a');
  const cpus = page.getByRole('dialog', { name: 'On which CPUs may sleep run?' });
  await cpus.getByRole('button', { name: 'None' }).click();
  await cpus.getByRole('button', { name: `CPU ${first}`, exact: true }).click();
  await cpus.getByRole('button', { name: new RegExp(`Set ${pid} to 1 of`) }).click();
  await expect(page.getByText(/Linux now reports|is not installed/)).toHaveCount(2);
});

test('copies the selected rows, and saves the table', async ({ app: { page } }) => {
  const marker = unlikely();
  const { pid } = await startSleep(marker);
  await filterProcesses(page, marker);
  await expect(processRows(page)).toHaveCount(1);
  await processTable(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+c');
  await expect(page.getByText('Copied 1 row as text')).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.press('Control+v');
  await expect(page.getByRole('combobox', { name: 'Filter' })).toHaveValue(new RegExp(`Name.*sleep.*${pid}`));
  await filterProcesses(page, marker);
  await expect(processRows(page)).toHaveCount(1);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Save as JSON' }).click();
  const saved: unknown = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
  expect(saved).toEqual([expect.objectContaining({ pid, name: 'sleep' })]);
});

test('copies a thread from the table of all threads, and acts on its process there', async ({ app: { page } }) => {
  const marker = unlikely();
  const { pid } = await startSleep(marker);
  await page.getByRole('radio', { name: 'Threads', exact: true }).check();
  await filterProcesses(page, `tid=${pid}`);
  const row = page.getByRole('grid', { name: 'Threads of all processes' }).getByRole('row').nth(1);
  await expect(row).toContainText('sleep');
  await row.click({ button: 'right' });
  await expect(page.getByRole('menu')).toContainText(`sleep, ${pid}`);
  await page.getByRole('menuitem', { name: 'Copy as JSON' }).click();
  await expect(page.getByText('Copied 1 row as JSON')).toBeVisible();
  // The shape is kept.
  await page.getByRole('radio', { name: 'Flat', exact: true }).check();
});
