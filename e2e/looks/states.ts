/**
 * Every state of every screen: what the backend tells, and what a person has done. Pictures (screens.ts) and checks
 * (looks.spec.ts) go through this one list.
 */
import type { Page } from '@playwright/test';
import { ThreadlabError } from '../../src/shared/errors.ts';
import { processColumnNames } from '../../src/shared/monitor/tableColumns.ts';
import type { RunRecord } from '../../src/shared/runs/record.ts';
import { clockRecord } from '../../src/renderer/result/testing/clockRecord.ts';
import { shapesRecord } from '../../src/renderer/result/testing/shapesRecord.ts';
import { machineOf } from '../../src/renderer/monitor/testing/machines.ts';
import { measuredRecords } from '../../src/renderer/monitor/testing/measuredRecords.ts';
import { expect } from '../app.ts';
import { choose, openLockContention, openRoom, processRows } from '../steps.ts';
import { hostile, passOf, processesOf } from './processes.ts';
import { countingStates } from './countingStates.ts';
import { labStates } from './labStates.ts';
import { processStates } from './processStates.ts';
import { onwards, type State } from './state.ts';
import { betweenRepeats, calibrating, keptRecords, liveLab, manySummaries, summaries, unreadable } from './runs.ts';
import { monitorWorld, plainMachine, plainWorld } from './world.ts';

const monitor = (page: Page) => expect(processRows(page).first()).toBeVisible();
const settled = (page: Page) => page.waitForTimeout(250);

async function selectFirst(page: Page): Promise<void> {
  await monitor(page);
  await processRows(page).first().click();
  await expect(page.getByRole('region', { name: 'Threads' })).toContainText('CPU time since start');
  await expect(page.getByRole('region', { name: 'Threads' }).getByRole('row').nth(1)).toBeVisible();
  await page.getByRole('navigation', { name: 'Rooms' }).hover();
}

async function machineView(page: Page): Promise<void> {
  await monitor(page);
  await choose(page, 'View', 'Machine');
  await expect(page.getByText(/Cores?|Package/).first()).toBeVisible();
  await settled(page);
}

async function openRun(page: Page, id: string): Promise<void> {
  await openRoom(page, 'Runs');
  await openNthRun(page, summaries(keptRecords).findIndex((run) => run.readable && run.id === id) + 1);
  await settled(page);
}

/** From 1, as the list has them. */
async function openNthRun(page: Page, at: number): Promise<void> {
  await page.getByRole('grid', { name: 'Runs' }).getByRole('row').nth(at).click();
}

/** From the catalogue, to which Escape leads back. */
async function openForm(page: Page, question: RegExp): Promise<void> {
  await page.getByRole('button', { name: question }).click();
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  await settled(page);
}

async function liveRun(page: Page): Promise<void> {
  await openRoom(page, 'Lab');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toBeVisible();
  await settled(page);
}

const measured = measuredRecords(plainMachine);
const many = processesOf(20_000);
const clock = clockRecord();
const shapes = shapesRecord();
const few = processesOf(1);
const noPoints = { ...keptRecords[0]!, points: [] };
const odd = [clock, shapes, noPoints].toSorted((a, b) => b.startedAt.localeCompare(a.startedAt));
const placeOf = (record: RunRecord) => odd.indexOf(record) + 1;
const big = machineOf({ packages: 2, cores: 64, threads: 2, lastLevel: 8 });
const bare = { ...machineOf({ cores: 2 }), model: null, caches: [], virtualization: null, kernel: null, nodes: [] };
for (const cpu of bare.cpus) cpu.clock = { now: null, min: null, max: null, base: null };
bare.notAvailable = {
  'cpus.clock.now': 'this virtual machine does not show the clock of its CPUs',
  'cpus.clock.min': 'there is no cpufreq folder',
  'cpus.clock.max': 'there is no cpufreq folder',
  'cpus.clock.base': 'there is no cpufreq folder',
  'cpus.governor': 'there is no cpufreq folder',
  caches: 'neither sysfs nor getconf tells of any',
  'memory.modules': 'the firmware tables can be read by root only',
  model: '/proc/cpuinfo names none',
  nodes: 'this Linux was built without NUMA',
};
const noReasons = {
  'process.readBytes': 'Only root may read /proc/<pid>/io of other users.',
  'process.writeBytes': 'Only root may read /proc/<pid>/io of other users.',
  'process.runQueueDelay': 'This Linux was built without CONFIG_SCHEDSTATS.',
  'thread.syscall': 'Only root may read /proc/<pid>/syscall.',
  'thread.waitChannel': 'kernel.kptr_restrict hides it.',
  'machine.clock': 'This virtual machine does not show it.',
  'machine.pressure': 'This Linux was built without CONFIG_PSI.',
};

export const states: Record<string, State> = {
  monitor: { world: plainWorld, open: selectFirst },
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
    await page.getByRole('combobox', { name: 'Filter' }).fill('cpu>0.4 user=');
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('option', { selected: true })).toBeVisible();
  }),
  'monitor-minute': {
    world: () => monitorWorld({ passes: 70 }),
    async open(page) {
      await selectFirst(page);
      await page.waitForTimeout(3500);
    },
  },
  'monitor-waiting': {
    world: () => monitorWorld({ passes: 0 }),
    open: (page) => expect(page.getByText('Waiting for the first reading').first()).toBeVisible(),
  },
  'monitor-first-reading': { world: () => monitorWorld({ passes: 1 }), open: monitor },
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
    world: plainWorld,
    async open(page) {
      await monitor(page);
      await page.getByRole('combobox', { name: 'Filter' }).fill('no process is named like this');
      await expect(page.getByText('No process matches')).toBeVisible();
    },
  },
  'monitor-filter-error': {
    world: plainWorld,
    async open(page) {
      await selectFirst(page);
      await page.getByRole('combobox', { name: 'Filter' }).fill('cpu>0.4 usr!=root');
      await expect(page.getByRole('alert')).toContainText('There is no field usr');
    },
  },
  'monitor-nearest-row': {
    world: plainWorld,
    async open(page) {
      await monitor(page);
      await page.getByRole('combobox', { name: 'Filter' }).fill('cpu>40 ');
      await page.keyboard.press('Enter');
      await expect(page.getByText('The nearest is')).toBeVisible();
    },
  },
  'monitor-not-available': {
    world: () =>
      monitorWorld({
        pass: (count, request) => {
          const pass = passOf(processesOf(40), 2, count, request, {
            notAvailable: noReasons,
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
  'monitor-hostile-names': {
    world: () => monitorWorld({ pass: (count, request) => passOf(hostile, 16, count, request) }),
    open: selectFirst,
  },
  'monitor-one-row': {
    world: () =>
      monitorWorld({ pass: (count, request) => passOf(few, 1, count, request) }, { machine: machineOf({ cores: 1 }) }),
    open: selectFirst,
  },
  'monitor-20000-rows': {
    world: () => monitorWorld({ pass: (count, request) => passOf(many, 16, count, request), passes: 4, every: 300 }),
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
  'monitor-lost': {
    world: plainWorld,
    async open(page, backend) {
      await selectFirst(page);
      await backend.end();
      await expect(page.getByRole('region', { name: 'Backend lost' })).toBeVisible();
    },
  },
  'monitor-columns-found': {
    world: () => plainWorld({ settings: { processColumnWidths: { name: 320, cpu: 90 } } }),
    async open(page) {
      await selectFirst(page);
      await page.getByRole('button', { name: 'Columns' }).click();
      await page.getByRole('textbox', { name: 'Find a column' }).fill('memory');
      await expect(page.getByRole('checkbox', { name: 'Memory: PSS' })).toBeVisible();
    },
  },
  'monitor-tree': { world: () => plainWorld({ settings: { processShape: 'tree' } }), open: selectFirst },
  'monitor-tree-closed': onwards(async (page) => {
    await monitor(page);
    await processRows(page).first().getByRole('button', { name: 'Close the branch' }).click();
    await expect(page.getByText(/^Σ /)).toBeVisible();
    await processRows(page).nth(1).click();
  }),
  'monitor-tree-filtered': onwards(async (page) => {
    await processRows(page).first().getByRole('button', { name: 'Open the branch' }).click();
    await page.getByRole('combobox', { name: 'Filter' }).fill('name=redis-server');
    await page.keyboard.press('Enter');
  }),
  'monitor-grouped': {
    world: () => plainWorld({ settings: { processShape: 'grouped' } }),
    async open(page) {
      await monitor(page);
      await processRows(page).nth(1).getByRole('button', { name: 'Open the branch' }).click();
      await expect(processRows(page).nth(3)).toBeVisible();
    },
  },
  'monitor-threads': {
    world: () => plainWorld({ settings: { processShape: 'threads' } }),
    async open(page) {
      const rows = page.getByRole('grid', { name: 'Threads of all processes' }).getByRole('row');
      await expect(rows.nth(3)).toBeVisible();
      await rows.nth(2).click();
      await expect(page.getByRole('region', { name: 'Threads' })).toContainText('CPU time since start');
      await page.getByRole('navigation', { name: 'Rooms' }).hover();
    },
  },
  'monitor-all-columns': {
    world: () => plainWorld({ settings: { processColumns: [...processColumnNames] } }),
    open: selectFirst,
  },
  'monitor-comfortable': {
    world: () => plainWorld({ settings: { density: 'comfortable', cpuScale: 'machine' } }),
    open: selectFirst,
  },
  ...processStates,
  machine: {
    world: () => monitorWorld({ passes: 50 }, { runs: summaries(measured), records: measured }),
    open: async (page) => {
      await machineView(page);
      await expect(page.getByRole('figure', { name: /^CPU to CPU/ })).toBeVisible();
    },
  },
  'machine-256-cpus': {
    world: () => monitorWorld({ pass: (count, request) => passOf(few, 256, count, request) }, { machine: big }),
    open: machineView,
  },
  'machine-one-cpu': {
    world: () =>
      monitorWorld(
        { pass: (count, request) => passOf(few, 1, count, request) },
        { machine: machineOf({ cores: 1, lastLevel: 1, ownCaches: true }) },
      ),
    open: machineView,
  },
  'machine-not-available': {
    world: () =>
      monitorWorld(
        {
          pass: (count, request) => {
            const pass = passOf(few, 2, count, request, { notAvailable: noReasons });
            for (const cpu of pass.machine.cpus) cpu.clock = null;
            return pass;
          },
        },
        { machine: bare },
      ),
    open: machineView,
  },
  'machine-refused': {
    world: () =>
      plainWorld({
        machine: new ThreadlabError(
          'notSupported',
          'A machine is described from /sys, and this is FreeBSD, where there is none.',
        ),
      }),
    async open(page) {
      await monitor(page);
      await choose(page, 'View', 'Machine');
      await expect(page.getByText('This machine cannot be described')).toBeVisible();
    },
  },
  'lab-catalogue': { world: plainWorld, open: async (page) => (await openRoom(page, 'Lab'), settled(page)) },
  'lab-form': onwards(async (page) => (await openLockContention(page), settled(page))),
  'lab-form-clock': onwards((page) => openForm(page, /How fast does a core really tick/)),
  'lab-form-atomics': onwards((page) => openForm(page, /What does an atomic step cost/)),
  'lab-form-errors': onwards(async (page) => {
    await openLockContention(page);
    await page.getByRole('textbox', { name: 'Threads' }).fill('1, two, 4000');
    await page.getByRole('textbox', { name: 'Duration' }).fill('five');
    await page.getByRole('textbox', { name: 'Repeats' }).fill('0');
    await page.keyboard.press('Tab');
    await settled(page);
  }),
  'lab-refused': {
    world: plainWorld,
    async open(page) {
      await openLockContention(page);
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await expect(page.getByText('Another window has started a run').first()).toBeVisible();
    },
  },
  'lab-calibrating': {
    world: () => plainWorld({ lab: { every: 1000, state: (count) => (count === 0 ? calibrating : undefined) } }),
    open: liveRun,
  },
  'lab-catalogue-running': {
    world: () => plainWorld({ lab: { every: 1000, state: (count) => (count === 0 ? liveLab : undefined) } }),
    open: async (page) => {
      await openRoom(page, 'Lab');
      await expect(page.getByRole('region', { name: 'The run that is on' })).toBeVisible();
    },
  },
  'lab-live': onwards(liveRun),
  // Escape asks whether to cancel.
  'lab-cancel-dialog': onwards((page) => expect(page.getByRole('dialog')).toBeVisible()),
  'lab-live-lost': onwards(async (page, backend) => {
    await backend.end();
    await expect(page.getByRole('region', { name: 'Backend lost' })).toBeVisible();
  }),
  'lab-between-repeats': {
    world: () => plainWorld({ lab: { every: 300, state: (count) => [liveLab, betweenRepeats][count] } }),
    async open(page) {
      await liveRun(page);
      await page.waitForTimeout(700);
    },
  },
  'lab-result': {
    world: () => plainWorld({ lab: { every: 1000, state: (count) => (count === 0 ? ended : undefined) } }),
    async open(page) {
      await openRoom(page, 'Lab');
      await page.getByRole('button', { name: /Which lock holds up/ }).click();
      await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible();
      await settled(page);
    },
  },
  'lab-result-export-menu': onwards(async (page) => {
    await page.getByRole('button', { name: /Which lock holds up/ }).click();
    await page.getByRole('button', { name: /Export/ }).click();
    await expect(page.getByRole('menu')).toBeVisible();
  }),
  ...labStates,
  ...countingStates,
  runs: { world: plainWorld, open: (page) => openRun(page, '2026-10-03-1433-k7q2') },
  'runs-quiet': onwards((page) => openRun(page, '2026-10-03-1210-q0q0')),
  'runs-all-noisy': onwards((page) => openRun(page, '2026-10-02-2201-n0n0')),
  'runs-cancelled': onwards((page) => openRun(page, '2026-10-02-1807-c0c0')),
  'runs-failed': onwards((page) => openRun(page, '2026-10-03-1501-b2m9')),
  'runs-check-failed': onwards((page) => openRun(page, '2026-10-01-0915-b0b0')),
  'runs-filtered-to-nothing': onwards(async (page) => {
    await page.getByRole('textbox', { name: /filter/i }).fill('nothing is like this');
    await settled(page);
  }),
  'runs-clock': {
    world: () => plainWorld({ records: odd, runs: summaries(odd) }),
    async open(page) {
      await openRoom(page, 'Runs');
      await openNthRun(page, placeOf(clock));
      await expect(page.getByRole('figure', { name: /^Clock over time/ }).first()).toBeVisible();
      await settled(page);
    },
  },
  'runs-shapes': onwards(async (page) => {
    await openNthRun(page, placeOf(shapes));
    await expect(page.getByRole('region', { name: /^Throughput over threads and critical/ })).toBeVisible();
    await settled(page);
  }),
  'runs-no-points': onwards(async (page) => {
    await openNthRun(page, placeOf(noPoints));
    await settled(page);
  }),
  'runs-unreadable': {
    world: () => plainWorld({ runs: [unreadable, ...summaries(keptRecords)] }),
    async open(page) {
      await openRoom(page, 'Runs');
      await page.getByRole('row').filter({ hasText: 'notes about' }).click();
      await settled(page);
    },
  },
  'runs-waiting': {
    world: () => plainWorld({ runs: null }),
    open: async (page) => (await openRoom(page, 'Runs'), settled(page)),
  },
  'runs-empty': {
    world: () => plainWorld({ runs: [] }),
    open: async (page) => (await openRoom(page, 'Runs'), settled(page)),
  },
  'runs-500': {
    world: () => plainWorld({ runs: manySummaries(500) }),
    open: async (page) => (await openRoom(page, 'Runs'), settled(page)),
  },
  'runs-deleted-toasts': {
    world: plainWorld,
    async open(page) {
      await openRun(page, '2026-10-03-1433-k7q2');
      await page.getByRole('grid', { name: 'Runs' }).focus();
      await page.keyboard.press('Delete');
      await page.keyboard.press('Delete');
      await page.keyboard.press('Delete');
      await expect(page.getByText('Undo').first()).toBeVisible();
    },
  },
  guide: { world: plainWorld, open: (page) => openRoom(page, 'Guide') },
  settings: onwards((page) => openRoom(page, 'Settings')),
  'settings-lab': {
    world: () => plainWorld({ settings: { gateSteal: 0.1 } }),
    async open(page) {
      await openRoom(page, 'Settings');
      await page.getByRole('textbox', { name: 'Steal' }).fill('140%');
      await page.keyboard.press('Tab');
      await page.getByRole('textbox', { name: 'Drift after warm-up' }).scrollIntoViewIfNeeded();
      await settled(page);
    },
  },
  'settings-refused': {
    world: () =>
      plainWorld({
        refusedSettings: [
          'interval: 90 is more than 10; 1 s is in force.',
          'theme: "pink" is none of system, light, dark; system is in force.',
        ],
        settings: { interval: 5 },
      }),
    open: async (page) => {
      await openRoom(page, 'Settings');
      await page.getByRole('textbox', { name: /Interval/i }).fill('an hour');
      await page.keyboard.press('Tab');
      await settled(page);
    },
  },
};
const ended = {
  run: {
    ...liveLab.run!,
    phase: 'ended' as const,
    current: null,
    done: 80,
    outcome: { status: 'completed' as const, kept: true, message: null },
  },
  queue: [],
};
