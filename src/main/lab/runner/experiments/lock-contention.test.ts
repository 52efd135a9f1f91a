import { expect, test } from 'vitest';
import { lockContention } from '../../../../shared/lab/catalogue/lock-contention.ts';
import { lockKinds, lockNames } from '../../../../shared/lab/lockKinds.ts';
import {
  failedChecks,
  measureContention,
  type ContentionCase,
  type ContentionOutcome,
} from '../testing/measureContention.ts';

const aChecks = ['countsAgree', 'exclusive', 'fifo'];
const failedA = ({ measured }: ContentionOutcome) => failedChecks(measured).filter((id) => aChecks.includes(id));

test.each(lockNames)('%s passes every A check and reports all that the catalogue declares', async (lock) => {
  const outcome = await measureContention({ lock, threads: 2, duration: 0.3 });
  const { measured, names, samples } = outcome;
  const counted = samples.map(({ counters }) => counters['acquisitions']?.reduce((sum, count) => sum + count, 0));
  expect(counted.at(-1)).toBeGreaterThan(counted[0] ?? NaN);
  expect(failedA(outcome)).toEqual([]);
  expect(names).toEqual([`${lock}-w0`, `${lock}-w1`]);
  expect(
    [...Object.keys(measured.metrics), ...Object.keys(measured.perThread), ...Object.keys(measured.histograms)].sort(),
  ).toEqual(Object.keys(lockContention.metrics).sort());
  expect(measured.checks.map(({ id }) => id)).toEqual(
    Object.keys(lockContention.checks).filter((id) => id !== 'fifo' || lockKinds[lock].fifo),
  );
  expect(measured.metrics['throughput']).toBeGreaterThan(0);
  expect(measured.metrics['overlap']).toBe(1);
  expect(measured.histograms['bypass']?.count).toBe(measured.histograms['acquireLatency']?.count);
});

test('a thread alone is never passed and never finds the lock taken', async () => {
  const { measured } = await measureContention({ lock: 'mcs', threads: 1 });
  expect(measured.histograms['bypass']?.max).toBe(0);
  expect(measured.metrics).toMatchObject({ contendedShare: 0, fairness: 1 });
});

test('no work asked for is no work done', async () => {
  const { measured } = await measureContention({ lock: 'ticket', threads: 1, criticalSection: 0, thinkTime: 0 });
  expect(measured.achieved).toEqual({ criticalSection: 0, thinkTime: 0 });
});

/** On a busy machine the threads may by chance not meet: then they are given another chance. */
async function untilFailure(asked: ContentionCase): Promise<string[]> {
  for (let attempt = 1; ; attempt += 1) {
    const failed = failedA(await measureContention(asked));
    if (failed.length > 0 || attempt === 10) return failed;
  }
}

test.each([
  { check: 'countsAgree', lock: 'tas', kernel: 'miscount' },
  { check: 'exclusive', lock: 'tas', kernel: 'intruder' },
  { check: 'fifo', lock: 'mcs', kernel: 'unfair' },
] as const)(
  '$check fails, and it alone, on the fault planted for it',
  async ({ check, lock, kernel }) => {
    expect(await untilFailure({ lock, kernel: `../testing/${kernel}`, threads: 2 })).toEqual([check]);
  },
  60_000,
);

test.each(lockNames)(
  '%s without its exclusion fails exclusive, countsAgree or both',
  async (lock) => {
    const failed = await untilFailure({ lock, kernel: `../testing/${lock}Open`, threads: 2 });
    expect(failed.some((id) => id === 'countsAgree' || id === 'exclusive')).toBe(true);
  },
  60_000,
);

test('the live counters stand still when the threads no longer advance them', async () => {
  const seen: number[] = [];
  const run = measureContention(
    { lock: 'tas', kernel: '../testing/stuck', threads: 2, duration: 0.5, thinkTime: 0 },
    ({ counters }) => seen.push((counters['acquisitions'] ?? []).reduce((sum, count) => sum + count, 0)),
  );
  // The threads never come back, and that is said as well.
  await expect(run).rejects.toMatchObject({ code: 'runFailed', message: expect.stringContaining('hang') });
  const last = seen.slice(-5);
  expect(last).toHaveLength(5);
  expect(new Set(last).size).toBe(1);
  expect(last[0]).toBeGreaterThan(0);
}, 60_000);
