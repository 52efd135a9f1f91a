/** What a person does again and again, in the words of the screens. */
import type { Locator, Page } from '@playwright/test';
import { expect } from './app.ts';

export type RoomTitle = 'Monitor' | 'Lab' | 'Runs' | 'Guide' | 'Settings';

export async function openRoom(page: Page, title: RoomTitle): Promise<void> {
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('button', { name: title }).click();
  await expect(page).toHaveTitle(`${title} – Threadlab`);
}

export function processTable(page: Page): Locator {
  return page.getByRole('grid', { name: 'Processes' }).or(page.getByRole('treegrid', { name: 'Processes' }));
}

/** The rows of the process table that are on the screen, the heading aside. */
export function processRows(page: Page): Locator {
  return processTable(page)
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });
}

/** Waits for the first row of the process table. */
export function tableShown(page: Page): Promise<void> {
  return expect(processRows(page).first()).toBeVisible();
}

export async function filterProcesses(page: Page, text: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Filter' }).fill(text);
}

/** One of a few choices side by side. */
export async function choose(page: Page, group: string, choice: string): Promise<void> {
  await page.getByRole('radiogroup', { name: group }).getByRole('radio', { name: choice, exact: true }).check();
}

/** Opens the form of the lock experiment, also from the result of the run before. */
export async function openLockContention(page: Page): Promise<void> {
  await openRoom(page, 'Lab');
  await page.getByRole('button', { name: /Which lock holds up/ }).click();
  const threads = page.getByRole('textbox', { name: 'Threads' });
  const change = page.getByRole('button', { name: /^(Change|Back to the form)$/ });
  await expect(threads.or(change).first()).toBeVisible();
  if (await change.first().isVisible()) await change.first().click();
  await expect(threads).toBeVisible();
  // Until the machine is known the form is the catalogue's, and then the preset's.
  const run = page.getByRole('button', { name: 'Run', exact: true });
  await expect(run).not.toHaveAttribute('data-tip', 'Waiting for the backend.');
}

export interface SmallRun {
  locks: readonly string[];
  threads: string;
  duration: string;
  repeats: string;
}

/** Fills the form; what is not named stays as it is by default. */
export async function askFor(page: Page, { locks, threads, duration, repeats }: SmallRun): Promise<void> {
  const group = page.getByRole('group', { name: 'Locks' });
  for (const name of await group.getByRole('button').allInnerTexts()) {
    const chip = group.getByRole('button', { name: name.trim(), exact: true });
    const wanted = String(locks.includes(name.trim()));
    if ((await chip.getAttribute('aria-pressed')) !== wanted) await chip.click();
    await expect(chip).toHaveAttribute('aria-pressed', wanted);
  }
  await page.getByRole('textbox', { name: 'Threads' }).fill(threads);
  await page.getByRole('textbox', { name: 'Duration' }).fill(duration);
  await page.getByRole('textbox', { name: 'Repeats' }).fill(repeats);
}

export async function startRun(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toBeVisible();
}

/** Cancels the run that is on, from its page or from the catalogue, and waits for its end. */
export async function cancelRun(page: Page): Promise<void> {
  const cancel = page.getByRole('button', { name: 'Cancel', exact: true });
  await cancel.click();
  await page.getByRole('button', { name: 'Cancel the run' }).click();
  await expect(cancel).toBeHidden();
}

/** Waits for the result in the place of the live charts. */
export async function waitForResult(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 45_000 });
}
