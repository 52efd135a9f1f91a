/** States of the Monitor: its table in all shapes, its vitals, and what it says when there is nothing to show. */
import type { Page } from '@playwright/test';
import { ThreadlabError } from '../../src/shared/errors.ts';
import { processColumnNames } from '../../src/shared/monitor/tableColumns.ts';
import { machineOf } from '../../src/renderer/monitor/testing/machines.ts';
import { expect } from '../app.ts';
import { filterProcesses, processRows, tableShown } from '../steps.ts';
import { hostile, passOf, processesOf } from './processes.ts';
import { big, bareReasons } from './machines.ts';
import { becomes, onwards, type State } from './state.ts';
import { monitorWorld } from './world.ts';

const many = processesOf(20_000);
const few = processesOf(1);

async function selectFirst(page: Page): Promise<void> {
  await tableShown(page);
  await processRows(page).first().click();
  await expect(page.getByRole('region', { name: 'Threads' })).toContainText('CPU time since start');
  await expect(page.getByRole('region', { name: 'Threads' }).getByRole('row').nth(1)).toBeVisible();
  await page.getByRole('navigation', { name: 'Rooms' }).hover();
}

export const monitorStates: Record<string, State> = {
  monitor: { world: () => monitorWorld({ passes: 12 }), open: selectFirst },
  'monitor-minute': becomes(
    () => monitorWorld({ passes: 70 }),
    // Until the first line begins at the left edge.
    async (page) => {
      const line = page.locator('.sparkline-line').first();
      await expect
        .poll(async () => Number(/M([\d.]+)/.exec((await line.getAttribute('d')) ?? '')?.[1]))
        .toBeLessThan(5);
    },
  ),
  'monitor-tooltip': onwards(async (page) => {
    await page
      .getByRole('columnheader', { name: /Run queue/ })
      .first()
      .hover();
    await expect(page.getByRole('tooltip')).toBeVisible();
  }),
  'monitor-columns': onwards(async (page) => {
    await page.getByRole('button', { name: 'Columns' }).click();
    await expect(page.getByRole('dialog', { name: 'Columns' })).toBeVisible();
  }),
  'key-list': onwards(async (page) => {
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  }),
  'monitor-frozen': onwards(async (page) => {
    await page.getByRole('button', { name: 'Freeze' }).click();
    await expect(page.getByRole('button', { name: 'Frozen' })).toBeVisible();
  }),
  'monitor-filter-suggestions': onwards(async (page) => {
    await filterProcesses(page, 'cpu>0.4 user=');
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('option', { selected: true })).toBeVisible();
  }),
  'monitor-waiting': {
    world: () => monitorWorld({ passes: 0 }),
    open: (page) => expect(page.getByText('Waiting for the first reading').first()).toBeVisible(),
  },
  'monitor-first-reading': { world: () => monitorWorld({ passes: 1 }), open: tableShown },
  'monitor-refused': {
    world: () =>
      monitorWorld(
        {
          refused: new ThreadlabError(
            'notSupported',
            'Processes are read from /proc, and this is FreeBSD, where there is none. The Lab and the kept runs work.',
          ),
        },
        {
          machine: new ThreadlabError(
            'notSupported',
            'A machine is described from /sys, and this is FreeBSD, where there is none.',
          ),
        },
      ),
    open: (page) => expect(page.getByText('This machine cannot be read')).toBeVisible(),
  },
  'monitor-filtered-to-nothing': {
    world: monitorWorld,
    async open(page) {
      await tableShown(page);
      await filterProcesses(page, 'no process is named like this');
      await expect(page.getByText('No process matches')).toBeVisible();
    },
  },
  'monitor-nearest-row': onwards(async (page) => {
    await filterProcesses(page, 'cpu>40 ');
    await page.keyboard.press('Enter');
    await expect(page.getByText('The nearest is')).toBeVisible();
  }),
  'monitor-filter-error': onwards(async (page) => {
    await filterProcesses(page, '');
    await selectFirst(page);
    await filterProcesses(page, 'cpu>0.4 usr!=root');
    await expect(page.getByRole('alert')).toContainText('There is no field usr');
  }),
  'monitor-not-available': {
    world: () =>
      monitorWorld({
        pass: (count, request) => {
          const pass = passOf(processesOf(40), 2, count, request, {
            notAvailable: bareReasons,
            hidden: { permission: 212, vanished: 3, words: '212 processes of other users are hidden (hidepid=2)' },
          });
          for (const gone of ['readBytes', 'writeBytes', 'runQueueDelay'] as const) delete pass.processes.columns[gone];
          for (const cpu of pass.machine.cpus) [cpu.clock, cpu.steal] = [null, null];
          pass.machine.pressure = { cpu: null, memory: null, io: null };
          pass.self.reduced =
            'Reading costs 6.2% of a core, more than its budget of 5%: dear files are read for visible rows only.';
          return pass;
        },
      }),
    open: selectFirst,
  },
  'monitor-one-row': {
    world: () =>
      monitorWorld({ pass: (count, request) => passOf(few, 1, count, request) }, { machine: machineOf({ cores: 1 }) }),
    open: selectFirst,
  },
  'monitor-256-cpus': {
    world: () =>
      monitorWorld({ pass: (count, request) => passOf(processesOf(400), 256, count, request) }, { machine: big }),
    open: selectFirst,
  },
  'monitor-ended': {
    // The second pass comes with the selection, and is the one that sees some gone and some new.
    world: () =>
      monitorWorld({
        passes: 1,
        pass: (count, request) => {
          const later = [...processesOf(10).toSpliced(3, 3), ...processesOf(12).slice(10)];
          return passOf(count === 0 ? processesOf(10) : later, 16, count, request);
        },
      }),
    async open(page) {
      await selectFirst(page);
      await expect(page.getByText('new', { exact: true }).first()).toBeVisible();
    },
  },
  'monitor-hostile-names': {
    world: () => monitorWorld({ pass: (count, request) => passOf(hostile, 16, count, request) }),
    open: selectFirst,
  },
  'monitor-20000-rows': onwards(selectFirst, () =>
    monitorWorld({ pass: (count, request) => passOf(many, 16, count, request), every: 300 }),
  ),
  'monitor-lost': {
    world: monitorWorld,
    async open(page, backend) {
      await selectFirst(page);
      await backend.end();
      await expect(page.getByRole('region', { name: 'Backend lost' })).toBeVisible();
    },
  },
  'monitor-columns-found': {
    world: () => monitorWorld({}, { settings: { processColumnWidths: { name: 320, cpu: 90 } } }),
    async open(page) {
      await selectFirst(page);
      await page.getByRole('button', { name: 'Columns' }).click();
      await page.getByRole('textbox', { name: 'Find a column' }).fill('memory');
      await expect(page.getByRole('checkbox', { name: 'Memory: PSS' })).toBeVisible();
    },
  },
  'monitor-all-columns': onwards(selectFirst, () =>
    monitorWorld({}, { settings: { processColumns: [...processColumnNames] } }),
  ),
  'monitor-comfortable': onwards(selectFirst, () =>
    monitorWorld({}, { settings: { density: 'comfortable', cpuScale: 'machine' } }),
  ),
  'monitor-threads': onwards(
    async (page) => {
      const rows = page.getByRole('grid', { name: 'Threads of all processes' }).getByRole('row');
      await expect(rows.nth(3)).toBeVisible();
      await rows.nth(2).click();
      await expect(page.getByRole('region', { name: 'Threads' })).toContainText('CPU time since start');
      await page.getByRole('navigation', { name: 'Rooms' }).hover();
    },
    () => monitorWorld({}, { settings: { processShape: 'threads' } }),
  ),
  'monitor-grouped': {
    world: () => monitorWorld({}, { settings: { processShape: 'grouped' } }),
    async open(page) {
      await tableShown(page);
      await processRows(page).nth(1).getByRole('button', { name: 'Open the branch' }).click();
      await expect(processRows(page).nth(3)).toBeVisible();
    },
  },
  'monitor-tree': onwards(selectFirst, () => monitorWorld({}, { settings: { processShape: 'tree' } })),
  'monitor-tree-closed': onwards(async (page) => {
    await tableShown(page);
    await processRows(page).first().getByRole('button', { name: 'Close the branch' }).click();
    await expect(page.getByText(/^Σ /)).toBeVisible();
    await processRows(page).nth(1).click();
  }),
  'monitor-tree-filtered': onwards(async (page) => {
    await processRows(page).first().getByRole('button', { name: 'Open the branch' }).click();
    await filterProcesses(page, 'name=redis-server');
    await page.keyboard.press('Enter');
  }),
};
