/** lock-contention on Python: a repeat is a process. */
import { beforeEach, expect, test } from 'vitest';
import { lockContention } from '../../../../shared/lab/catalogue/lock-contention.ts';
import { failedChecks, measureOnce, type Outcome } from '../testing/measureOnce.ts';
import { noPython, pythonFromSources } from '../testing/pythons.ts';
import { until } from '../testing/until.ts';
import { openLockContention } from './lock-contention.ts';

function measure(lock: string, planted?: string, criticalSection = 5e-6) {
  const point = {
    engine: 'python',
    interpreter: 'any',
    lock,
    threads: 2,
    criticalSection,
    thinkTime: 0,
    duration: 0.1,
  };
  return measureOnce(openLockContention, point, { python: pythonFromSources('lock_contention', { planted }) });
}
const failedA = ({ measured }: Outcome) => failedChecks(measured).filter((id) => id !== 'serialBound');

beforeEach(({ skip }) => skip(noPython !== null, noPython ?? ''));

test.for(['Lock', 'RLock'])(
  '%s passes every A check and reports all that the catalogue declares',
  { timeout: 60_000 },
  async (lock) => {
    const outcome = await measure(lock);
    const { measured, names } = outcome;
    expect(failedA(outcome)).toEqual([]);
    expect(measured.checks.map(({ id }) => id)).toEqual(['countsAgree', 'exclusive', 'serialBound']);
    expect(
      [
        ...Object.keys(measured.metrics),
        ...Object.keys(measured.perThread),
        ...Object.keys(measured.histograms),
      ].sort(),
    ).toEqual(Object.keys(lockContention.metrics).sort());
    expect(names).toEqual([`${lock}-w0`, `${lock}-w1`]);
    expect(measured.metrics['throughput']).toBeGreaterThan(0);
    expect(measured.achieved['criticalSection']).toBeGreaterThan(0);
    expect(measured.histograms['acquireLatency']?.count).toBe(measured.histograms['bypass']?.count);
  },
);

test.for([
  { planted: 'miscount', checks: [['countsAgree']] },
  { planted: 'intruder', checks: [['exclusive']] },
  { planted: 'open_lock', checks: [['countsAgree', 'exclusive'], ['exclusive'], ['countsAgree']] },
])('$planted in the place of the Lock is found out', { timeout: 60_000 }, async ({ planted, checks }) => {
  const failed = await until(
    6,
    (found) => found.length > 0,
    async () => failedA(await measure('Lock', planted, 100e-6)),
  );
  expect(checks).toContainEqual(failed);
});
