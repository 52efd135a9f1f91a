/** States of the Lab: its catalogue, forms, a run while it goes on, with several engines, with a queue, and beside another Threadlab. */
import type { Page } from '@playwright/test';
import type { LabState } from '../../src/shared/lab/contract.ts';
import { runningState } from '../../src/renderer/lab/testing/runStates.ts';
import { twoEngineRecord } from '../../src/renderer/result/testing/records.ts';
import { expect } from '../app.ts';
import { openLockContention, openRoom, waitForResult } from '../steps.ts';
import { betweenRepeats, calibrating, keptRecords, liveLab, summaries } from './runs.ts';
import { becomes, onwards, settled, type State } from './state.ts';
import { enginesWith, plainWorld, type World } from './world.ts';

const both = twoEngineRecord();

/** A machine with a C compiler. */
const compiler = enginesWith('wasm', 'native', 'node');

const withLab =
  (state: LabState, changes: Partial<World> = {}) =>
  () =>
    plainWorld({
      engines: compiler,
      lab: { every: 1000, state: (count) => (count === 0 ? state : undefined) },
      ...changes,
    });

const liveOnBoth: LabState = { run: runningState(61, {}, both), queue: [] };
const endedOnBoth: LabState = {
  run: {
    ...runningState(179, {}, both),
    phase: 'ended',
    current: null,
    process: null,
    outcome: { status: 'completed', kept: true, message: null },
  },
  queue: [],
};
const ended: LabState = {
  run: {
    ...liveLab.run!,
    phase: 'ended' as const,
    current: null,
    done: 80,
    outcome: { status: 'completed' as const, kept: true, message: null },
  },
  queue: [],
};
const elsewhere: LabState = {
  run: null,
  queue: [{ id: '2026-10-03-1440-next', experiment: 'oversubscription', seconds: 122 }],
  elsewhere: {
    process: { pid: 48213, startTicks: 77 },
    experiment: 'lock-contention',
    since: '2026-10-03T14:33:05.000Z',
  },
};

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

/** A run that was on has ended, and its page shows what came out. */
export async function resultShown(page: Page): Promise<void> {
  await waitForResult(page);
  await settled(page);
}

export const labStates: Record<string, State> = {
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
    world: withLab({ run: null, queue: [] }),
    async open(page) {
      await openLockContention(page);
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await expect(page.getByText('Another window has started a run').first()).toBeVisible();
    },
  },
  'lab-form-two-engines': onwards(async (page) => {
    await openLockContention(page);
    const engines = page.getByRole('group', { name: 'Engines' });
    await engines.getByRole('button', { name: 'native' }).click();
    await page.getByRole('group', { name: 'Locks' }).getByRole('button', { name: 'pthread mutex' }).click();
    await settled(page);
  }),
  'lab-catalogue-other': onwards(async (page) => {
    await openRoom(page, 'Lab');
    await expect(page.getByRole('region', { name: 'Another Threadlab has the machine' })).toBeVisible();
  }, withLab(elsewhere)),
  'lab-form-waiting': onwards(
    async (page) => {
      await openRoom(page, 'Lab');
      await page.getByRole('button', { name: /more threads than CPUs/ }).click();
      await expect(page.getByRole('list', { name: 'Waiting runs' })).toBeVisible();
      await settled(page);
    },
    withLab({ ...liveLab, queue: elsewhere.queue }),
  ),
  'lab-calibrating': { world: withLab(calibrating), open: liveRun },
  'lab-between-repeats': becomes(
    () => plainWorld({ lab: { every: 300, state: (count) => [liveLab, betweenRepeats][count] } }),
    (page) => expect(page.getByText('23 of 80 repeats done')).toBeVisible(),
  ),
  'lab-result': becomes(withLab(ended), resultShown),
  'lab-result-export-menu': becomes(withLab(ended), async (page) => {
    await page.getByRole('button', { name: /Export/ }).click();
    await expect(page.getByRole('menu')).toBeVisible();
  }),
  'lab-live-two-engines': { world: withLab(liveOnBoth), open: liveRun },
  'lab-result-two-engines': becomes(
    withLab(endedOnBoth, { records: [both, ...keptRecords], runs: summaries([both, ...keptRecords]) }),
    resultShown,
  ),
  'lab-catalogue-running': {
    world: withLab(liveLab),
    async open(page) {
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
};
