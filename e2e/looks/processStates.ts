/** States of the Monitor in which something is done to processes, or one of them is looked at in detail. */
import type { Page } from '@playwright/test';
import { expect } from '../app.ts';
import { processRows, processTable } from '../steps.ts';
import { passOf, processesOf } from './processes.ts';
import { onwards, type State } from './state.ts';
import { monitorWorld } from './world.ts';

async function openMenu(page: Page): Promise<void> {
  await processRows(page).nth(2).click();
  await processRows(page).nth(2).click({ button: 'right' });
  await expect(page.getByRole('menu')).toBeVisible();
}

/** The dialog that a menu item opens, for one row or for several. */
async function openDialog(page: Page, item: string, rows = 1): Promise<void> {
  await processRows(page).nth(2).click();
  for (let more = 1; more < rows; more += 1) {
    await processRows(page)
      .nth(2 + more)
      .click({ modifiers: ['ControlOrMeta'] });
  }
  await processRows(page).nth(2).click({ button: 'right' });
  await page.getByRole('menuitem', { name: item }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
}

const dialog = (item: string, rows = 1): State => onwards((page) => openDialog(page, item, rows));

async function openTab(page: Page, name: string): Promise<void> {
  await processRows(page).first().click();
  await page.getByRole('tab', { name }).click();
  await expect(page.getByText(/Read at/)).toBeVisible();
  await page.getByRole('navigation', { name: 'Rooms' }).hover();
}

const tab = (name: string): State => onwards((page) => openTab(page, name));

export const processStates: Record<string, State> = {
  'monitor-read-only-menu': { world: () => monitorWorld({}, { readOnly: true }), open: openMenu },
  'monitor-row-menu': { world: monitorWorld, open: openMenu },
  'monitor-several-selected': onwards(async (page) => {
    await processRows(page).nth(2).click();
    await processRows(page)
      .nth(6)
      .click({ modifiers: ['Shift'] });
    await expect(processTable(page).getByRole('row', { selected: true })).toHaveCount(5);
  }),
  'monitor-kill-dialog': dialog('Kill…'),
  'monitor-kill-several-dialog': dialog('Kill…', 12),
  'monitor-signal-dialog': dialog('Other signal'),
  'monitor-nice-dialog': dialog('Nice value'),
  'monitor-affinity-dialog': dialog('CPUs'),
  'monitor-policy-dialog': onwards(async (page) => {
    await openDialog(page, 'Scheduling policy');
    await page.getByRole('combobox', { name: /Policy/ }).selectOption('fifo');
    await page.getByRole('textbox', { name: 'Priority' }).fill('400');
  }),
  'monitor-io-priority-dialog': dialog('I/O priority'),
  'monitor-origin': onwards(async (page) => {
    const column = await processTable(page)
      .getByRole('columnheader', { name: /^CPU/ })
      .first()
      .getAttribute('aria-colindex');
    await processRows(page).first().locator(`[aria-colindex="${column}"]`).click();
    await page.keyboard.press('o');
    await expect(page.getByText('just now')).toBeVisible();
  }),
  'monitor-holders': onwards(async (page) => {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Who has a file' }).click();
    await page.getByRole('textbox', { name: /A file/ }).fill(':7070');
    await page.keyboard.press('Enter');
    await expect(page.getByText('1 process has :7070 open.')).toBeVisible();
  }),
  'monitor-refusal': onwards(async (page) => {
    await openDialog(page, 'Terminate');
    await page.getByRole('dialog').getByRole('button', { name: 'Terminate' }).click();
    await expect(page.getByRole('button', { name: 'Copy the command' })).toBeVisible();
  }),
  'monitor-outcomes': onwards(async (page) => {
    await openDialog(page, 'Terminate', 3);
    await page.getByRole('dialog').getByRole('button', { name: 'Terminate' }).click();
    await page.getByRole('button', { name: 'Show each' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  }),
  'details-thread': {
    world: () => monitorWorld({ passes: 40 }),
    async open(page) {
      await processRows(page).first().click();
      const threads = page.getByRole('grid', { name: /Threads of ingest/ });
      await threads.getByRole('row').nth(3).click();
      await expect(page.getByText('A sample of now')).toBeVisible();
      await page.getByRole('navigation', { name: 'Rooms' }).hover();
    },
  },
  'details-lanes': onwards(async (page) => {
    await page.getByRole('tab', { name: 'Lanes' }).click();
    const lanes = page.getByRole('grid', { name: /Lanes of ingest/ });
    await expect(page.getByRole('list', { name: 'What stands out' })).toBeVisible();
    await lanes.focus();
    await page.keyboard.press('Control+Shift+ArrowLeft');
    await expect(page.getByText(/, now: Running/).first()).toBeVisible();
  }),
  'details-overview': onwards(async (page) => {
    await openTab(page, 'Overview');
    await page.waitForTimeout(1500);
  }),
  'details-files': tab('Files'),
  'details-environment': onwards(async (page) => {
    await openTab(page, 'Environment');
    await page.getByRole('radio', { name: 'Values' }).check();
    await expect(page.getByText('INGEST_TOKEN')).toBeVisible();
    await page.getByRole('navigation', { name: 'Rooms' }).hover();
  }),
  'details-limits': tab('Limits'),
  'details-cgroup': tab('Cgroup'),
  'details-command': tab('Command line'),
  'details-overview-not-available': {
    open: (page) => openTab(page, 'Overview'),
    world: () =>
      monitorWorld({
        pass: (count, request) =>
          passOf(processesOf(40), 2, count, request, {
            notAvailable: { 'process.swapBytes': 'This Linux was built without swap.' },
          }),
      }),
  },
};
