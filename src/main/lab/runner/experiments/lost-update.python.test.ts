/** lost-update on Python, few increments each: a repeat is a process. */
import { beforeEach, expect, test } from 'vitest';
import { lostUpdate } from '../../../../shared/lab/catalogue/lost-update.ts';
import { failedChecks, measureOnce } from '../testing/measureOnce.ts';
import { noPython, olderPython, pythonFromSources, usualPython, type TestPython } from '../testing/pythons.ts';
import { until } from '../testing/until.ts';
import { openLostUpdate } from './lost-update.ts';

interface Case {
  lock: string;
  body?: string;
  target?: string;
  threads?: number;
  increments?: number;
  planted?: string;
  python?: TestPython | null;
}

function measure({ lock, body = 'bare', target = 'object', threads = 2, increments = 5_001, planted, python }: Case) {
  const point = { engine: 'python', interpreter: 'any', lock, threads, increments, body, target };
  const opener = pythonFromSources('lost_update', { planted, ...(python !== undefined && { python }) });
  return measureOnce(openLostUpdate, point, { python: opener });
}

beforeEach(({ skip }) => skip(noPython !== null, noPython ?? ''));

test.for([
  { lock: 'none', body: 'call', target: 'object' },
  { lock: 'Lock', body: 'call', target: 'object' },
  { lock: 'RLock', body: 'bare', target: 'cMemory' },
])(
  '$lock with the body $body on $target makes its count, passes every A check and reports all that the catalogue declares',
  { timeout: 60_000 },
  async ({ lock, body, target }) => {
    const { measured, names, samples } = await measure({ lock, body, target });
    expect([...Object.keys(measured.metrics), ...Object.keys(measured.perThread)].sort()).toEqual(
      Object.keys(lostUpdate.metrics).sort(),
    );
    expect(failedChecks(measured)).toEqual([]);
    expect(measured.checks.map(({ id }) => id)).toEqual(
      lock === 'none' ? ['lossInRange'] : ['nothingLost', 'lossInRange'],
    );
    expect(measured.metrics['throughput']).toBeGreaterThan(0);
    expect(measured.readings['clockDrift']).not.toBeNaN();
    expect(names).toEqual([`${lock}-w0`, `${lock}-w1`]);
    expect(samples[0]?.counters['increments']).toEqual([0, 0]);
    expect(samples.at(-1)?.counters['increments']).toEqual([5_001, 5_001]);
  },
);

test.for([
  { check: 'nothingLost', lock: 'Lock', planted: 'forgetful' },
  { check: 'lossInRange', lock: 'none', planted: 'doubled' },
])('$check fails, and it alone, on the fault planted for it', { timeout: 60_000 }, async ({ check, lock, planted }) => {
  expect(failedChecks((await measure({ lock, planted })).measured)).toEqual([check]);
});

test('an interpreter that dies is named, with the signal', { timeout: 60_000 }, async () => {
  await expect(measure({ lock: 'none', planted: 'crash' })).rejects.toMatchObject({
    code: 'runFailed',
    message: `Python ${usualPython?.version} was ended by SIGSEGV.`,
  });
});

test('a missing module is named', { timeout: 60_000 }, async () => {
  await expect(measure({ lock: 'none', target: 'cMemory', planted: 'no_ctypes' })).rejects.toMatchObject({
    code: 'runFailed',
    message: `Python ${usualPython?.version} cannot do this: it lacks the module ctypes of its standard library.`,
  });
});

function untilLost(asked: Case): Promise<number> {
  return until(
    8,
    (share) => share > 0,
    async (attempt) => {
      const { measured } = await measure({ ...asked, threads: 3, increments: 150_000 * attempt });
      return measured.metrics['lostShare'] ?? NaN;
    },
  );
}

test('x = f(x) + 1 loses increments without a lock', { timeout: 60_000 }, async () => {
  expect(await untilLost({ lock: 'none', body: 'call' })).toBeGreaterThan(0);
});

test('x += 1 loses increments before 3.10', { timeout: 60_000 }, async ({ skip }) => {
  skip(olderPython === null, 'there is no Python before 3.10');
  expect(await untilLost({ lock: 'none', python: olderPython })).toBeGreaterThan(0);
});
