/** States of the Lab with several engines, with a queue, and beside another Threadlab. */
import type { Page } from '@playwright/test';
import type { LabState } from '../../src/shared/lab/contract.ts';
import { runningState } from '../../src/renderer/lab/testing/runStates.ts';
import { twoEngineRecord } from '../../src/renderer/result/testing/records.ts';
import { expect } from '../app.ts';
import { openLockContention, openRoom } from '../steps.ts';
import { keptRecords, liveLab, summaries } from './runs.ts';
import type { State } from './state.ts';
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
const elsewhere: LabState = {
  run: null,
  queue: [{ id: '2026-10-03-1440-next', experiment: 'oversubscription', seconds: 122 }],
  elsewhere: {
    process: { pid: 48213, startTicks: 77 },
    experiment: 'lock-contention',
    since: '2026-10-03T14:33:05.000Z',
  },
};

const settled = (page: Page) => page.waitForTimeout(250);

export const labStates: Record<string, State> = {
  'lab-form-two-engines': {
    world: withLab({ run: null, queue: [] }),
    async open(page) {
      await openLockContention(page);
      const engines = page.getByRole('group', { name: 'Engines' });
      await engines.getByRole('button', { name: 'native' }).click();
      await page.getByRole('group', { name: 'Locks' }).getByRole('button', { name: 'pthread mutex' }).click();
      await settled(page);
    },
  },
  'lab-live-two-engines': {
    world: withLab(liveOnBoth),
    async open(page) {
      await openRoom(page, 'Lab');
      await page.getByRole('button', { name: 'Open', exact: true }).click();
      await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toBeVisible();
      await settled(page);
    },
  },
  'lab-result-two-engines': {
    world: withLab(endedOnBoth, {
      records: [both, ...keptRecords],
      runs: summaries([both, ...keptRecords]),
    }),
    async open(page) {
      await openRoom(page, 'Lab');
      await page.getByRole('button', { name: /Which lock holds up/ }).click();
      await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible();
      await settled(page);
    },
  },
  'lab-catalogue-other': {
    world: withLab(elsewhere),
    async open(page) {
      await openRoom(page, 'Lab');
      await expect(page.getByRole('region', { name: 'Another Threadlab has the machine' })).toBeVisible();
    },
  },
  'lab-form-waiting': {
    world: withLab({ ...liveLab, queue: elsewhere.queue }),
    async open(page) {
      await openRoom(page, 'Lab');
      await page.getByRole('button', { name: /more threads than CPUs/ }).click();
      await expect(page.getByRole('list', { name: 'Waiting runs' })).toBeVisible();
      await settled(page);
    },
  },
};
