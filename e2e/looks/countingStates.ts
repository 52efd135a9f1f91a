/** States of the experiments that count: lost-update and atomics, and the queue of producer-consumer, asked, running and answered. */
import type { Page } from '@playwright/test';
import type { InterpreterState, LabState } from '../../src/shared/lab/contract.ts';
import type { RunRecord } from '../../src/shared/runs/record.ts';
import { atomicsRecord, lostUpdateRecord, type CountingPoint } from '../../src/shared/runs/testing/countingRecords.ts';
import { runningState } from '../../src/renderer/lab/testing/runStates.ts';
import { expect } from '../app.ts';
import { openRoom } from '../steps.ts';
import { resultShown } from './labStates.ts';
import { keptRecords, summaries } from './runs.ts';
import { queueRecord } from './queueRecord.ts';
import { becomes, onwards, settled, type State } from './state.ts';
import { enginesWith, plainWorld } from './world.ts';

const threads = [1, 2, 4, 8];
const around = (value: number, spread: number) => [-1, -0.3, 0, 0.4, 1].map((step) => value * (1 + spread * step));

/** Throughput (M/s) and what is lost or missed, by the number of threads. */
function points(by: string, rows: Readonly<Record<string, { rate: number[]; share: number[] }>>, share: string) {
  return Object.entries(rows).flatMap(([name, row]) =>
    threads.map((count, i): CountingPoint => ({
      params: { threads: count, [by]: name, ...(name === 'approximate' && { threshold: 1024 }) },
      metrics: {
        throughput: around((row.rate[i] ?? NaN) * 1e6, 0.05),
        [share]: around(row.share[i] ?? NaN, 0.06),
        ...(by === 'lock' && { runningThreads: around(count * 0.97, 0.01) }),
      },
    })),
  );
}

const none = [0, 0, 0, 0];
const lost = lostUpdateRecord(
  points(
    'lock',
    {
      none: { rate: [2900, 2400, 1900, 1700], share: [0, 0.38, 0.61, 0.74] },
      atomic: { rate: [160, 61, 52, 48], share: none },
      tas: { rate: [110, 34, 18, 9], share: none },
      futex: { rate: [70, 24, 22, 21], share: none },
    },
    'lostShare',
  ),
  { id: '2026-10-03-1450-u0u0', startedAt: '2026-10-03T14:50:00.000Z' },
);
const counted = atomicsRecord(
  points(
    'counter',
    {
      plain: { rate: [2900, 2400, 1900, 1700], share: [0, 0.38, 0.61, 0.74] },
      approximate: { rate: [1400, 2700, 5200, 9800], share: [1e-7, 2e-7, 3e-7, 4e-7] },
      atomic: { rate: [160, 61, 52, 48], share: none },
      sharded: { rate: [2800, 5500, 10_900, 21_400], share: none },
    },
    'error',
  ),
  { id: '2026-10-03-1455-a0a0', startedAt: '2026-10-03T14:55:00.000Z' },
);

const lostQuestion = /What is lost without a lock/;
const countedQuestion = /What does an atomic step cost/;
const queueQuestion = /How fast does a bounded queue hand over/;
const queued = queueRecord();

/** Live counters bear other names here. */
function counting(run: NonNullable<LabState['run']>): NonNullable<LabState['run']> {
  const samples = run.samples.map((sample) => ({
    ...sample,
    counters: { increments: sample.counters['acquisitions'] ?? [] },
  }));
  return { ...run, achieved: {}, samples };
}

function ended(record: RunRecord): LabState {
  const run = {
    ...counting(runningState(79, {}, record)),
    phase: 'ended' as const,
    current: null,
    process: null,
    outcome: { status: 'completed' as const, kept: true, message: null },
  };
  return { run, queue: [] };
}

const withLab = (state: LabState, record: RunRecord) => () =>
  plainWorld({
    lab: { every: 1000, state: (count) => (count === 0 ? state : undefined) },
    records: [record, ...keptRecords],
    runs: summaries([record, ...keptRecords]),
  });

async function open(page: Page, question: RegExp, button: string): Promise<void> {
  await openRoom(page, 'Lab');
  await page.getByRole('button', { name: question }).click();
  await expect(page.getByRole('button', { name: button, exact: true })).toBeVisible();
  await settled(page);
}

function interpreter(version: string, path: string, changes: Partial<InterpreterState> = {}): InterpreterState {
  const words = `CPython ${version}, with the interpreter lock.`;
  const is = { implementation: 'CPython', build: 'main GCC 14.2.0', gil: true, freeThreaded: false };
  return { name: version, version, path, ...is, available: true, words, ...changes };
}

/** A machine with several Pythons, one of them broken. */
const withPython = () =>
  plainWorld({
    engines: enginesWith('wasm', 'node', 'python'),
    interpreters: [
      interpreter('3.13.0', '/usr/bin/python3'),
      interpreter('3.14.1', '/opt/python3.14t/bin/python3', {
        name: '3.14.1t',
        gil: false,
        freeThreaded: true,
        words: 'CPython 3.14.1, a free-threaded build with its interpreter lock off.',
      }),
      interpreter('3.9.18', '/home/ada/.pyenv/versions/3.9.18/bin/python'),
      interpreter('2.7.18', '/home/ada/.pyenv/versions/2.7.18/bin/python'),
      interpreter('', '/home/ada/old/bin/python', {
        name: '/home/ada/old/bin/python',
        available: false,
        words: '/home/ada/old/bin/python is not available: it did not answer within 5 s.',
      }),
    ],
  });

export const countingStates: Record<string, State> = {
  'lab-form-lost-update': {
    world: withPython,
    async open(page) {
      await open(page, lostQuestion, 'Run');
      await page.getByRole('group', { name: 'Engines' }).getByRole('button', { name: 'python' }).click();
      const interpreters = page.getByRole('group', { name: 'Interpreters' });
      await interpreters.getByRole('button', { name: '3.13.0' }).click();
      await interpreters.getByRole('button', { name: '3.9.18' }).click();
      await settled(page);
    },
  },
  'lab-form-producer-consumer': onwards(async (page) => {
    await open(page, queueQuestion, 'Run');
    const engines = page.getByRole('group', { name: 'Engines' });
    for (const name of ['node', 'python', 'wasm']) await engines.getByRole('button', { name }).click();
    await page.getByRole('button', { name: 'ring', exact: true }).scrollIntoViewIfNeeded();
    await page.getByRole('navigation', { name: 'Rooms' }).hover();
    await settled(page);
  }),
  'lab-live-lost-update': {
    world: withLab({ run: counting(runningState(37, {}, lost)), queue: [] }, lost),
    open: (page) => open(page, lostQuestion, 'Cancel'),
  },
  'lab-result-lost-update': becomes(withLab(ended(lost), lost), resultShown),
  'lab-result-producer-consumer': onwards(
    (page) => open(page, queueQuestion, 'Run again'),
    withLab(ended(queued), queued),
  ),
  'lab-result-atomics': onwards((page) => open(page, countedQuestion, 'Run again'), withLab(ended(counted), counted)),
};
