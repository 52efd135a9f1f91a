/** atomics and lost-update from request to record, on the engines that are here, and how they end when they are ended. */
import { readdirSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { runRecord } from '../../shared/runs/record.ts';
import { resultText } from '../../shared/runs/resultWords.ts';
import type { LabOptions } from './handlers.ts';
import { markerOf, sweepRun } from './marker.ts';
import { identify, isAlive } from './processIdentity.ts';
import { noPython } from './runner/testing/pythons.ts';
import { noNative } from './runner/testing/nativePayload.ts';
import { buildRunner } from './testing/builtRunner.ts';
import { labForTest, type LabForTest } from './testing/labForTest.ts';

let entries: LabOptions['entries'];
let lab: LabForTest | undefined;

beforeAll(async () => {
  entries = await buildRunner();
}, 120_000);
afterEach(() => lab?.close());

const engine = noNative === null ? ['wasm', 'native'] : ['wasm'];

describe.runIf(process.platform === 'linux')('a run of', () => {
  test('lost-update on all engines has its points, its checks and a result in words', async () => {
    lab = await labForTest({ entries });
    const parameters = { engine, lock: ['none', 'atomic', 'mcs'], threads: [1, 2], increments: [20_000] };
    const run = await lab.ended(await lab.start(parameters, 2, 'lost-update'));
    expect(run.outcome).toEqual({ status: 'completed', kept: true, message: null });
    const record = runRecord.parse(lab.records[0]);
    expect(record.points).toHaveLength(6 * engine.length);
    expect(record.checks.map(({ outcome }) => outcome)).toEqual(record.checks.map(() => 'passed'));
    expect(record.points[0]?.metrics).toHaveProperty('runningThreads');
    expect(record.fits).toEqual([]); // a share that is lost is no throughput
    expect(resultText(record)).not.toBe('');
  }, 120_000);

  test('atomics has the threshold in the points of the approximate counter alone', async () => {
    lab = await labForTest({ entries });
    const parameters = { engine, counter: ['plain', 'approximate'], threads: [2], threshold: [16, 1024] };
    const run = await lab.ended(await lab.start(parameters, 1, 'atomics'));
    expect(run.outcome).toEqual({ status: 'completed', kept: true, message: null });
    const record = runRecord.parse(lab.records[0]);
    const thresholds = record.points.map(({ params }) => [params['counter'], params['threshold']]);
    expect(thresholds.slice(0, 3)).toEqual([
      ['plain', undefined],
      ['approximate', 16],
      ['approximate', 1024],
    ]);
  }, 120_000);

  test('lost-update on Python names its interpreter in points and environment', async ({ skip }) => {
    skip(noPython !== null, noPython ?? '');
    lab = await labForTest({ entries });
    const parameters = { engine: ['python'], lock: ['Lock'], threads: [2], increments: [2_000], body: ['bare'] };
    const run = await lab.ended(await lab.start(parameters, 1, 'lost-update'));
    expect(run.outcome).toEqual({ status: 'completed', kept: true, message: null });
    const record = runRecord.parse(lab.records[0]);
    const [python] = record.environment.pythons;
    expect(python?.version).toMatch(/^\d+\.\d+/);
    expect(record.points[0]?.params['interpreter']).toBe(python?.interpreter);
    expect(record.checks.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['nothingLost', 'passed'],
      ['lossInRange', 'passed'],
    ]);
    expect(record.costOfMeasuring).toHaveProperty('countedIncrement');
  }, 60_000);

  const cancelled = [...engine, ...(noPython === null ? ['python'] : [])];
  test.for(cancelled)('lost-update that is cancelled on %s leaves nothing', async (one) => {
    lab = await labForTest({ entries });
    const backend = identify(process.pid);
    const id = await lab.start(
      { engine: [one], lock: [one === 'python' ? 'Lock' : 'tas'], threads: [2], increments: [1e9] },
      5,
      'lost-update',
    );
    const { run } = await lab.until((state) => (state.run?.samples.length ?? 0) > 0);
    const runner = run?.process ?? null;
    await lab.cancel(id);
    expect((await lab.ended(id)).outcome?.status).toBe('cancelled');
    expect(runner !== null && isAlive(runner)).toBe(false);
    expect(backend && (await sweepRun(markerOf(backend, id)))).toEqual([]);
    const own = `threadlab-${runner?.pid}-`;
    expect(readdirSync('/dev/shm').filter((name) => name.startsWith(own))).toEqual([]);
  });
});
