/** lost-update and lock-contention in plain JavaScript, on the engine node. */
import { afterAll, expect, test } from 'vitest';
import { lockContention } from '../../../../shared/lab/catalogue/lock-contention.ts';
import { counterKind } from '../engines/counterKind.ts';
import { keepEngine } from '../testing/keptEngine.ts';
import { failedChecks, measureOnce, nodeFromSources, type Outcome } from '../testing/measureOnce.ts';
import '../testing/plantedScripts.ts';
import { until } from '../testing/until.ts';
import { openLockContention } from './lock-contention.ts';
import { openLostUpdate } from './lost-update.ts';

const onLinux = process.platform === 'linux';
/** With every loop that one of the tests asks for. */
const kept = keepEngine(() => {
  const kinds = ['plain', 'atomic', 'forgetful', 'doubled'].map((name) => counterKind(name));
  return nodeFromSources()({ kinds: [...kinds, 'atomicsMutex', 'miscount', 'intruder', 'open'], threads: 2 });
});
afterAll(() => kept.close());

const node = (planted?: string) => ({ node: kept.opener((kind) => planted ?? kind) });
const counting = (lock: string, planted?: string, increments = 20_000) =>
  measureOnce(openLostUpdate, { engine: 'node', lock, threads: 2, increments }, node(planted));
const contending = (planted?: string) => {
  const point = { lock: 'atomicsMutex', threads: 2, criticalSection: 1e-6, thinkTime: 1e-7, duration: 0.1 };
  return measureOnce(openLockContention, { engine: 'node', ...point }, node(planted));
};

const failedA = ({ measured }: Outcome) => failedChecks(measured).filter((id) => id !== 'serialBound');

test.runIf(onLinux)('an atomic addition makes its count and loses nothing', { timeout: 60_000 }, async () => {
  const { measured, samples } = await counting('atomic');
  expect(measured.checks.map(({ id, holds }) => [id, holds])).toEqual([
    ['nothingLost', true],
    ['lossInRange', true],
  ]);
  expect(samples.at(-1)?.counters['increments']).toEqual([20_000, 20_000]);
});

test.runIf(onLinux)('increments without a lock are lost', { timeout: 60_000 }, async () => {
  const lossOf = ({ measured }: Outcome) => measured.metrics['lostShare'] ?? NaN;
  const outcome = await until(
    10,
    (one: Outcome) => lossOf(one) > 0,
    (attempt) => counting('none', undefined, 10_000_000 * attempt),
  );
  expect(lossOf(outcome)).toBeGreaterThan(0);
  expect(failedChecks(outcome.measured)).toEqual([]);
});

test.runIf(onLinux)(
  'atomicsMutex passes every A check and reports all that the catalogue declares',
  { timeout: 60_000 },
  async () => {
    const outcome = await contending();
    const { measured } = outcome;
    expect(failedA(outcome)).toEqual([]);
    expect(measured.checks.map(({ id }) => id)).toEqual(['countsAgree', 'exclusive', 'serialBound']);
    expect(
      [
        ...Object.keys(measured.metrics),
        ...Object.keys(measured.perThread),
        ...Object.keys(measured.histograms),
      ].sort(),
    ).toEqual(Object.keys(lockContention.metrics).sort());
    expect(measured.metrics['throughput']).toBeGreaterThan(0);
    expect(measured.histograms['acquireLatency']?.count).toBeGreaterThan(0);
  },
);

test.runIf(onLinux).for([
  { planted: 'miscount', checks: [['countsAgree']] },
  { planted: 'intruder', checks: [['exclusive']] },
  { planted: 'open', checks: [['countsAgree', 'exclusive'], ['exclusive'], ['countsAgree']] },
])('$planted in the place of the mutex is found out', { timeout: 60_000 }, async ({ planted, checks }) => {
  const outcome = await until(
    10,
    (one) => failedA(one).length > 0,
    () => contending(planted),
  );
  expect(checks).toContainEqual(failedA(outcome));
});

test.runIf(onLinux).for([
  { check: 'nothingLost', lock: 'atomic', planted: 'forgetful counter' },
  { check: 'lossInRange', lock: 'none', planted: 'doubled counter' },
])('$check fails, and it alone, on the fault planted for it', { timeout: 60_000 }, async ({ check, lock, planted }) => {
  expect(failedChecks((await counting(lock, planted)).measured)).toEqual([check]);
});
