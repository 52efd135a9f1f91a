/** States of the Runs room. */
import type { Page } from '@playwright/test';
import type { RunRecord } from '../../src/shared/runs/record.ts';
import { clockRecord } from '../../src/renderer/result/testing/clockRecord.ts';
import { shapesRecord } from '../../src/renderer/result/testing/shapesRecord.ts';
import { expect } from '../app.ts';
import { openRoom } from '../steps.ts';
import { keptRecords, manySummaries, summaries, unreadable } from './runs.ts';
import { onwards, settled, type State } from './state.ts';
import { plainWorld } from './world.ts';

const clock = clockRecord();
const shapes = shapesRecord();
const noPoints = { ...keptRecords[0]!, points: [] };
const odd = [clock, shapes, noPoints].toSorted((a, b) => b.startedAt.localeCompare(a.startedAt));
const placeOf = (record: RunRecord) => odd.indexOf(record) + 1;

async function openRun(page: Page, id: string): Promise<void> {
  await openRoom(page, 'Runs');
  await openNthRun(page, summaries(keptRecords).findIndex((run) => run.readable && run.id === id) + 1);
  await settled(page);
}

/** From 1, as the list has them. */
async function openNthRun(page: Page, at: number): Promise<void> {
  await page.getByRole('grid', { name: 'Runs' }).getByRole('row').nth(at).click();
}

export const runsStates: Record<string, State> = {
  runs: { world: plainWorld, open: (page) => openRun(page, '2026-10-03-1433-k7q2') },
  'runs-quiet': onwards((page) => openRun(page, '2026-10-03-1210-q0q0')),
  'runs-all-noisy': onwards((page) => openRun(page, '2026-10-02-2201-n0n0')),
  'runs-cancelled': onwards((page) => openRun(page, '2026-10-02-1807-c0c0')),
  'runs-failed': onwards((page) => openRun(page, '2026-10-03-1501-b2m9')),
  'runs-check-failed': onwards((page) => openRun(page, '2026-10-01-0915-b0b0')),
  'runs-deleted-toasts': onwards(async (page) => {
    await openRun(page, '2026-10-03-1433-k7q2');
    await page.getByRole('grid', { name: 'Runs' }).focus();
    await page.keyboard.press('Delete');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Delete');
    await expect(page.getByText('Undo').first()).toBeVisible();
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
  'runs-unreadable': onwards(
    async (page) => {
      await page.getByRole('row').filter({ hasText: 'notes about' }).click();
      await settled(page);
    },
    () => plainWorld({ runs: [unreadable, ...summaries(keptRecords)] }),
  ),
  'runs-500': onwards(settled, () => plainWorld({ runs: manySummaries(500) })),
  'runs-empty': onwards(settled, () => plainWorld({ runs: [] })),
  'runs-waiting': {
    world: () => plainWorld({ runs: null }),
    open: async (page) => (await openRoom(page, 'Runs'), settled(page)),
  },
  'runs-filtered-to-nothing': onwards(async (page) => {
    await page.getByRole('textbox', { name: /filter/i }).fill('nothing is like this');
    await settled(page);
  }, plainWorld),
};
