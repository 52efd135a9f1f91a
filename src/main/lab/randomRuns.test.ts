/** Sixty combinations of small parameters, drawn at random: whatever is asked, no A check fails and nothing is left. */
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { locksOf } from '../../shared/lab/lockKinds.ts';
import { runRecord, type CheckOutcome } from '../../shared/runs/record.ts';
import { markerOf, sweepRun } from './marker.ts';
import { identify } from './processIdentity.ts';
import { noNative } from './runner/testing/nativePayload.ts';
import { buildRunner } from './testing/builtRunner.ts';
import { labForTest } from './testing/labForTest.ts';

const combinations = 60;

const ofEngine = (engine: 'wasm' | 'native') =>
  fc.record({
    engine: fc.constant<string[]>([engine]),
    lock: fc.uniqueArray(fc.constantFrom(...locksOf(engine)), { minLength: 1, maxLength: 3 }),
    threads: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 2 }),
    criticalSection: fc.uniqueArray(fc.constantFrom(0, 50e-9, 1e-6, 20e-6), { minLength: 1, maxLength: 2 }),
    thinkTime: fc.constantFrom<number[]>([0], [100e-9], [10e-6]),
  });

test.runIf(process.platform === 'linux')(
  `${combinations} random combinations pass every A check and leave nothing behind`,
  async () => {
    const backend = identify(process.pid);
    if (!backend) throw new Error('/proc does not show this process.');
    const engines = noNative === null ? [ofEngine('wasm'), ofEngine('native')] : [ofEngine('wasm')];
    const requests = fc.sample(fc.oneof(...engines), { numRuns: combinations, seed: 20_261_124 });
    const { start, ended, records, close } = await labForTest({ entries: await buildRunner() });
    try {
      let done = 0;
      const bad: CheckOutcome[] = [];
      for (const parameters of requests) {
        if (done >= combinations) break;
        const id = await start(parameters, 1, done % 2 === 0 ? 'lock-contention' : 'oversubscription');
        const { outcome } = await ended(id);
        expect({ parameters, outcome }).toMatchObject({ outcome: { status: 'completed', kept: true } });
        expect(await sweepRun(markerOf(backend, id))).toEqual([]);
        const record = runRecord.parse(records.at(-1));
        bad.push(...record.checks.filter(({ kind, outcome: found }) => kind === 'A' && found !== 'passed'));
        done += record.points.length;
      }
      expect(done).toBeGreaterThanOrEqual(combinations);
      expect(bad).toEqual([]);
      expect(readdirSync('/dev/shm').filter((name) => name.startsWith(`threadlab-`))).toEqual([]);
    } finally {
      await close();
    }
  },
  300_000,
);
