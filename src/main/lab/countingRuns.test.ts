/** atomics and lost-update from request to record, on the engines that are here; and how they, and all signals, end when they are cancelled. */
import { readdirSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { runRecord } from '../../shared/runs/record.ts';
import { resultText } from '../../shared/runs/resultWords.ts';
import type { LabOptions } from './handlers.ts';
import { markerOf, sweepRun } from './marker.ts';
import { identify, isAlive } from './processIdentity.ts';
import { noPython } from './runner/testing/pythons.ts';
import { noNative } from './runner/testing/nativePayload.ts';
import { until } from './runner/testing/until.ts';
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

  const python = noPython === null ? 'python' : 'wasm';
  const long = { duration: [30] };
  const cancelled: { experiment: string; engine: string; parameters: Record<string, (string | number)[]> }[] = [
    ...[...new Set([...engine, python])].map((one) => ({
      experiment: 'lost-update',
      engine: one,
      parameters: { lock: [one === 'python' ? 'Lock' : 'tas'], threads: [2], increments: [1e9] },
    })),
    { experiment: 'semaphore', engine: python, parameters: { ...long, permits: [1], threads: [3] } },
    { experiment: 'rlock', engine: python, parameters: { ...long, lock: [python === 'python' ? 'Lock' : 'futex'] } },
    { experiment: 'rw-lock', engine: engine.at(-1) ?? 'wasm', parameters: { ...long, threads: [3] } },
    { experiment: 'producer-consumer', engine: 'node', parameters: { ...long, capacity: [1] } },
    { experiment: 'event', engine: python, parameters: { ...long, waiters: [2] } },
    { experiment: 'barrier', engine: python, parameters: { ...long, parties: [3] } },
    { experiment: 'deadlock', engine: python, parameters: { ...long, rule: ['none'], philosophers: [2] } },
  ];
  test.for(cancelled)(
    '$experiment that is cancelled on $engine ends within a second and leaves nothing',
    { timeout: 60_000 },
    async ({ experiment, engine: one, parameters }) => {
      lab = await labForTest({ entries });
      const { start, until: untilState, cancel, ended } = lab;
      const backend = identify(process.pid);
      // A machine that is busy with other things may take longer than the run does.
      const seconds = await until(
        3,
        (took) => took < 1,
        async () => {
          const id = await start({ engine: [one], ...parameters }, 5, experiment);
          const { run } = await untilState((state) => state.run?.id === id && state.run.samples.length > 0);
          const runner = run?.process ?? null;
          const asked = performance.now();
          await cancel(id);
          expect((await ended(id)).outcome?.status).toBe('cancelled');
          const took = (performance.now() - asked) / 1000;
          expect(runner !== null && isAlive(runner)).toBe(false);
          expect(backend && (await sweepRun(markerOf(backend, id)))).toEqual([]);
          const own = `threadlab-${runner?.pid}-`;
          expect(readdirSync('/dev/shm').filter((name) => name.startsWith(own))).toEqual([]);
          return took;
        },
      );
      expect(seconds).toBeLessThan(1);
    },
  );
});
