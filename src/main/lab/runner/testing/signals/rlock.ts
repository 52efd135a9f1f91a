/** Tests of rlock, run by signals.test.ts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rlock } from '../../../../../shared/lab/catalogue/rlock.ts';
import { noEngine, openSignal, signalEngines, type OpenSignal } from '../signalEngines.ts';
import { until } from '../until.ts';
import { openRlock } from '../../experiments/rlock.ts';

const asked = { depth: 3, duration: 0.02 };
const locks = signalEngines.flatMap((engine) =>
  rlock.parameters.lock.choices
    .filter(({ engines }) => engines.some((one) => one === engine))
    .map(({ value }) => ({ engine, lock: value })),
);
/** Opened one engine at a time: no lock is on both. */
const signals = new Map<string, OpenSignal>();
beforeAll(async () => {
  for (const engine of signalEngines) {
    if (noEngine(engine) !== null) continue;
    const points = locks.filter((one) => one.engine === engine).map(({ lock }) => ({ ...asked, lock }));
    signals.set(engine, await openSignal(openRlock, points, [engine], 'rlock'));
  }
}, 240_000);
afterAll(async () => void (await Promise.all([...signals.values()].map((signal) => signal.close()))));

const outcomes: Record<string, string> = {
  futex: 'blocked',
  pthreadMutex: 'blocked',
  Lock: 'blocked',
  RLock: 'reentered',
  pthreadErrorCheck: 'refused',
  recursive: 'reentered',
  pthreadRecursive: 'reentered',
};

test.for(locks)(
  '$lock on $engine taken twice does as documented, and is given back as often',
  async ({ engine, lock }, { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    const signal = signals.get(engine);
    if (signal === undefined) throw new Error('It was not opened.');
    const reenters = outcomes[lock] === 'reentered';
    const { measured, failed, names } = await until(
      20,
      (found) => !reenters || found.measured.metrics['latency'] !== null,
      () => signal.measure({ ...asked, engine, lock }),
    );
    expect(failed).toEqual([]);
    expect(measured.outcomes?.['outcome']).toMatchObject({ code: outcomes[lock], asSaid: true });
    const owned = reenters || lock === 'pthreadErrorCheck';
    expect(measured.checks.map(({ id }) => id)).toEqual([
      ...(reenters ? [] : ['plainBlocks']),
      'depthReleases',
      ...(owned ? ['foreignRefused'] : []),
    ]);
    expect([...Object.keys(measured.metrics), ...Object.keys(measured.outcomes ?? {})]).toEqual(
      Object.keys(rlock.metrics),
    );
    expect(measured.metrics['latency']).toSatisfy((latency) => (reenters ? latency > 0 : latency === null));
    expect(names).toHaveLength(2);
  },
);

const plain = { wasm: 'futex', native: 'pthreadMutex', python: 'Lock' };
const recursive = { wasm: 'recursive', native: 'pthreadRecursive', python: 'RLock' };
test.for(
  signalEngines.flatMap((engine) => [
    { engine, check: 'plainBlocks', lock: plain[engine], fault: 'rlockReenters' },
    { engine, check: 'depthReleases', lock: recursive[engine], fault: 'rlockHasty' },
    { engine, check: 'foreignRefused', lock: recursive[engine], fault: 'rlockLawless' },
  ]),
)('$check fails on $engine, and it alone, with $fault', async ({ engine, check, lock, fault }, { skip }) => {
  skip(noEngine(engine) !== null, noEngine(engine) ?? '');
  expect((await signals.get(engine)?.measure({ ...asked, engine, lock }, fault))?.failed).toEqual([check]);
});
