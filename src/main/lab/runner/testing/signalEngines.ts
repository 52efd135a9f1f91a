/**
 * Experiments with signals on engines that all their tests share, with planted faults ready to take the place of their loops:
 * threads and programs are started once, and a repeat takes a tenth of a second. On Python each is a process of its own.
 */
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { engineNames, type EngineName } from '../../../../shared/lab/experiment.ts';
import type { PointParameters } from '../../../../shared/runs/record.ts';
import { signalKernels } from '../engines/signalKernels.ts';
import type { ThreadEngine } from '../engines/threadEngine.ts';
import type { OpenExperiment } from '../experiments/experiment.ts';
import { keepEngine } from './keptEngine.ts';
import {
  failedChecks,
  measureOn,
  nativeFromSources,
  nodeFromSources,
  wasmFromSources,
  type Open,
  type Outcome,
} from './measureOnce.ts';
import { compiledPayload, nativeSources, noNative } from './nativePayload.ts';
import './plantedScripts.ts';
import { noPython, pythonFromSources } from './pythons.ts';
import { until } from './until.ts';

export const compiledEngines = ['wasm', 'native'] as const satisfies readonly EngineName[];
export const signalEngines = ['wasm', 'native', 'python'] as const satisfies readonly EngineName[];

/** Why an engine is not tested here; null where it is. */
export function noEngine(engine: EngineName): string | null {
  return engine === 'native' ? noNative : engine === 'python' ? noPython : null;
}

type Found = Outcome & { failed: string[] };

export interface OpenSignal {
  /** `planted`: one of the faults in the place of the loop. */
  measure: (point: PointParameters, planted?: string) => Promise<Found>;
  close: () => Promise<void>;
}

/** The most threads of any case, the setter of an event and both sides of a queue included. */
const mostThreads = 3;
/** With every loop and every fault. */
const engines = { wasm: keepEngine(openWasm), native: keepEngine(openNative), node: keepEngine(openNode) };

async function openWasm(): Promise<ThreadEngine> {
  const kinds = [...Object.keys(signalKernels), ...plantedKernels()];
  const kernelOf = async (kind: string) => signalKernels[kind] ?? (await faultKernel(kind));
  return wasmFromSources(kernelOf)({ kinds, threads: mostThreads });
}

async function openNative(): Promise<ThreadEngine> {
  const payload = await compiledPayload({ faults: true });
  return nativeFromSources({ payload })({ kinds: ['semaphore'], threads: mostThreads });
}

async function openNode(): Promise<ThreadEngine> {
  return nodeFromSources()({ kinds: ['ring', 'queueForgetful', 'queueDisorderly'], threads: mostThreads });
}

/** Names of the planted faults. */
function plantedKernels(): string[] {
  const cwd = join(nativeSources, '..', 'kernels', 'testing', 'signals');
  return globSync('*.ts', { cwd })
    .map((name) => basename(name, '.ts'))
    .sort();
}

export async function closeSignalEngines(): Promise<void> {
  await Promise.all(Object.values(engines).map((engine) => engine.close()));
}

/** `points`: all that will be measured, without their engine; `on`: engines that have them. `script`: the payload on Python. */
export async function openSignal(
  open: Open,
  points: readonly PointParameters[],
  on: readonly EngineName[],
  script = '',
): Promise<OpenSignal> {
  let planted: string | undefined;
  const kindOf = (kind: string) => planted ?? kind;
  const tested = on.filter((engine) => noEngine(engine) === null);
  const all = tested.flatMap((engine) => points.map((point) => ({ ...point, engine })));
  const experiment: OpenExperiment = await open(
    { points: all, pins: null },
    {
      wasm: engines.wasm.opener(kindOf),
      native: engines.native.opener(kindOf),
      node: engines.node.opener(kindOf),
      python: (asked) => pythonFromSources(script, { planted: planted && pythonNameOf(planted) })(asked),
    },
  );
  return {
    async measure(point, fault) {
      if (!engineNames.some((engine) => engine === point['engine'])) throw new Error('The point names no engine.');
      planted = fault;
      const outcome = await measureOn(experiment, point);
      return { ...outcome, failed: failedChecks(outcome.measured) };
    },
    close: () => experiment.close(),
  };
}

/** A repeat of some milliseconds in which something came about in every way, or in which a check failed. */
export function measureLively(signal: OpenSignal, point: PointParameters): Promise<Found> {
  const isLively = ({ metrics, histograms }: Found['measured']) =>
    Object.entries(metrics).every(([name, value]) => !rates.has(name) || (value ?? NaN) > 0) &&
    Object.values(histograms).every(({ count }) => count > 0);
  return until(
    20,
    ({ measured, failed }) => isLively(measured) || failed.length > 0,
    () => signal.measure(point),
  );
}

/** With a fault, that shows in a check only when threads meet: the checks that failed. */
export async function untilFailed(signal: OpenSignal, point: PointParameters, fault: string): Promise<string[]> {
  const found = await until(
    20,
    ({ failed }) => failed.length > 0,
    () => signal.measure(point, fault),
  );
  return found.failed;
}

const rates = new Set([
  'throughput',
  'readThroughput',
  'writeThroughput',
  'phasesPerSecond',
  'waitShare',
  'wakeFirst',
  'wakeLast',
]);

/** "forksJumpy" -> "forks_jumpy". */
function pythonNameOf(fault: string): string {
  return fault.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

async function faultKernel(fault: string): Promise<Uint8Array<ArrayBuffer>> {
  const { default: bytes }: { default: Uint8Array<ArrayBuffer> } = await import(
    /* @vite-ignore */ `../../../../kernels/testing/signals/${fault}.ts?asc`
  );
  return bytes;
}
