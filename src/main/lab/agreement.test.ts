/** Clock, latency and bandwidth held against an independent program in C, which measures them in another way on the same machine. */
import { execFile, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { defaultGateLimits } from '../../shared/lab/gateLimits.ts';
import type { PointParameters } from '../../shared/runs/record.ts';
import { findCompiler } from './native/compiler.ts';
import { judge, readMachine } from './noise.ts';
import { openCacheLatency } from './runner/experiments/cache-latency.ts';
import { openClockSpeed } from './runner/experiments/clock-speed.ts';
import { openMemoryBandwidth } from './runner/experiments/memory-bandwidth.ts';
import { keepEngine } from './runner/testing/keptEngine.ts';
import { measureOnce, nativeFromSources, type Open } from './runner/testing/measureOnce.ts';
import { compiledPayload, nativeCache, noNative } from './runner/testing/nativePayload.ts';
import { usableCpus } from './runner/testing/usableCpus.ts';

const run = promisify(execFile);
const near = 16 * 1024;
const far = 64 * 1024 ** 2;
const within = 0.2;

const kept = keepEngine(async () =>
  nativeFromSources({ payload: await compiledPayload({ faults: true }) })({ kinds: [], threads: 1 }),
);
afterAll(() => kept.close());

const figures = z.object({ clock: z.number(), near: z.number(), far: z.number(), bandwidth: z.number() });
type Figures = z.output<typeof figures>;

/** Compiles the peer, and returns how it is run. */
async function peer(): Promise<() => Promise<Figures>> {
  const compiler = await findCompiler(process.env);
  if (!compiler.found) throw new Error(compiler.words);
  const [program, ...its] = compiler.command;
  const file = join(nativeCache, `cpuPeer-${process.pid}`);
  mkdirSync(nativeCache, { recursive: true });
  const source = join(import.meta.dirname, 'testing', 'cpuPeer.c');
  await run(program, [...its, '-std=gnu11', '-O3', '-o', file, source]);
  return async () => figures.parse(JSON.parse((await run(file, [String(near), String(far)])).stdout));
}

async function measured(open: Open, point: PointParameters, metric: string): Promise<number> {
  const openers = { native: kept.opener() };
  const { metrics } = (await measureOnce(open, { engine: 'native', duration: 0.1, ...point }, openers)).measured;
  return metrics[metric] ?? NaN;
}

async function own(): Promise<Figures> {
  const load = { stride: 64, order: 'random', pages: 'small' };
  return {
    clock: await measured(openClockSpeed, { threads: 1 }, 'effectiveClock'),
    near: await measured(openCacheLatency, { ...load, workingSet: near }, 'loadLatency'),
    far: await measured(openCacheLatency, { ...load, workingSet: far }, 'loadLatency'),
    bandwidth: await measured(
      openMemoryBandwidth,
      { operation: 'read', threads: 1, workingSet: far },
      'bytesPerSecond',
    ),
  };
}

/** What came of it, and why the machine was not quiet enough meanwhile; null where it was. What this process and its children do is no disturbance. */
async function whileQuiet<Value>(act: () => Promise<Value>): Promise<{ value: Value; busy: string | null }> {
  const cpus = usableCpus();
  const machine = { allowedCpus: cpus, effectiveCpus: cpus.length };
  const runner = spawn('sleep', ['60'], { stdio: 'ignore' }); // stands for the runner, whose part is this process's here
  try {
    const before = readMachine(runner.pid ?? NaN, machine);
    const value = await act();
    const after = readMachine(runner.pid ?? NaN, machine);
    const { reasons } = judge(before, after, {}, machine, { ...defaultGateLimits, appCpu: 1 });
    return { value, busy: reasons.length === 0 ? null : reasons.join('; ') };
  } finally {
    runner.kill();
  }
}

const moment = () => new Promise<void>((resolve) => setTimeout(resolve, 200));

test.runIf(process.platform === 'linux')(
  'clock, latency in the nearest cache and in memory, and bandwidth are those of the program within 20%',
  { timeout: 240_000 },
  async ({ skip }) => {
    skip(noNative !== null, noNative ?? '');
    const first = await whileQuiet(moment);
    skip(first.busy !== null, `The machine is too busy to compare: ${first.busy}`);
    const measurePeer = await peer();
    await kept.opener()({ kinds: [], threads: 1 });
    const before = await measurePeer();
    const { value, busy } = await whileQuiet(own);
    const after = await measurePeer();
    skip(busy !== null, `The machine was too busy to compare: ${busy}`);
    const apart = (['clock', 'near', 'far', 'bandwidth'] as const).flatMap((name) => {
      const [low, high] = [Math.min(before[name], after[name]), Math.max(before[name], after[name])];
      const agrees = value[name] > low * (1 - within) && value[name] < high * (1 + within);
      return agrees ? [] : [{ name, own: value[name], peer: [low, high] }];
    });
    expect(apart).toEqual([]);
  },
);
