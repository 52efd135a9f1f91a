/** Every experiment that this runner can do, by its id in the catalogue. */
import { ThreadlabError } from '../../../../shared/errors.ts';
import latencyKernel from '../../../../kernels/cache-latency.ts?asc';
import clockKernel from '../../../../kernels/clock-speed.ts?asc';
import coreToCoreKernel from '../../../../kernels/core-to-core.ts?asc';
import bandwidthKernel from '../../../../kernels/memory-bandwidth.ts?asc';
import falseSharingKernel from '../../../../kernels/false-sharing.ts?asc';
import { counterKernels } from '../engines/counterKernels.ts';
import { signalKernels } from '../engines/signalKernels.ts';
import { lockKernels } from '../engines/lockKernels.ts';
import { openNativeThreads } from '../engines/nativeThreads.ts';
import { programsOf } from '../engines/program.ts';
import { openPythonThreads } from '../engines/pythonThreads.ts';
import type { EngineOpener, EngineOpeners } from '../engines/threadEngine.ts';
import { openNodeEngine, openWasmEngine, type Kernels } from '../engines/wasmEngine.ts';
import type { RunOrder } from '../protocol.ts';
import { openAtomics } from './atomics.ts';
import { openBarrier } from './barrier.ts';
import { openCacheLatency } from './cache-latency.ts';
import { chaseKind } from './chase.ts';
import { clockKind, openClockSpeed } from './clock-speed.ts';
import { openControl } from './control.ts';
import { coreToCoreKind, openCoreToCore } from './core-to-core.ts';
import { openCommand } from './command.ts';
import { openCostTable } from './cost-table.ts';
import { openContextSwitch } from './context-switch.ts';
import { openDeadlock } from './deadlock.ts';
import { openEvent } from './event.ts';
import type { RunnerExperiment } from './experiment.ts';
import { falseSharingKind, openFalseSharing } from './false-sharing.ts';
import { openIpcThroughput } from './ipc-throughput.ts';
import { openGilScaling } from './gil-scaling.ts';
import { openIoBound } from './io-bound.ts';
import { openGilSwitching } from './gil-switching.ts';
import { openProcessesTimesThreads } from './processes-times-threads.ts';
import { openLockContention } from './lock-contention.ts';
import { openLostUpdate } from './lost-update.ts';
import { moveKind, openMemoryBandwidth } from './memory-bandwidth.ts';
import { openMemorySharing } from './memory-sharing.ts';
import { openProcessOutput } from './process-output.ts';
import { openManagerProxies } from './manager-proxies.ts';
import { openProcessPool } from './process-pool.ts';
import { openProducerConsumer } from './producer-consumer.ts';
import { openRlock } from './rlock.ts';
import { openRwLock } from './rw-lock.ts';
import { openSemaphore } from './semaphore.ts';
import { openShadowedModule } from './shadowed-module.ts';
import { openStartCost } from './start-cost.ts';

export const experiments: Readonly<Record<string, RunnerExperiment>> = {
  'lock-contention': (order) =>
    openLockContention(order, {
      ...enginesFor(order, lockKernels),
      node: nodeFor(order),
      python: pythonFor(order, 'lock_contention'),
    }),
  oversubscription: (order) => openLockContention(order, enginesFor(order, lockKernels)),
  atomics: (order) => openAtomics(order, enginesFor(order, counterKernels)),
  'clock-speed': (order) => openClockSpeed(order, enginesFor(order, { [clockKind]: clockKernel })),
  'core-to-core': (order) => openCoreToCore(order, enginesFor(order, { [coreToCoreKind]: coreToCoreKernel })),
  'cache-latency': (order) => openCacheLatency(order, enginesFor(order, { [chaseKind]: latencyKernel })),
  'memory-bandwidth': (order) =>
    openMemoryBandwidth(order, enginesFor(order, { [chaseKind]: latencyKernel, [moveKind]: bandwidthKernel })),
  'false-sharing': (order) => openFalseSharing(order, enginesFor(order, { [falseSharingKind]: falseSharingKernel })),
  'cost-table': (order) => openCostTable(order, (id) => experiments[id]),
  'lost-update': (order) =>
    openLostUpdate(order, {
      ...enginesFor(order, counterKernels),
      node: nodeFor(order),
      python: pythonFor(order, 'lost_update'),
    }),
  'rw-lock': (order) => openRwLock(order, enginesFor(order, signalKernels)),
  barrier: (order) => openBarrier(order, signalEngines(order, 'barrier')),
  event: (order) => openEvent(order, signalEngines(order, 'event')),
  'producer-consumer': (order) =>
    openProducerConsumer(order, { ...signalEngines(order, 'producer_consumer'), node: nodeFor(order) }),
  rlock: (order) => openRlock(order, signalEngines(order, 'rlock')),
  deadlock: (order) => openDeadlock(order, signalEngines(order, 'deadlock')),
  semaphore: (order) => openSemaphore(order, signalEngines(order, 'semaphore')),
  'ipc-throughput': (order) => openIpcThroughput(programsOf(order, 'ipc-throughput')),
  'io-bound': (order) => openIoBound(programsOf(order, 'io-bound')),
  'gil-switching': (order) => openGilSwitching(programsOf(order, 'gil-switching')),
  'processes-times-threads': (order) => openProcessesTimesThreads(programsOf(order, 'processes-times-threads')),
  'gil-scaling': (order) => openGilScaling(order, enginesFor(order, signalKernels), programsOf(order, 'gil-scaling')),
  'process-pool': (order) => openProcessPool(programsOf(order, 'process-pool')),
  'manager-proxies': (order) => openManagerProxies(programsOf(order, 'manager-proxies')),
  'start-cost': (order) => openStartCost(programsOf(order, 'start-cost')),
  command: () => openCommand(),
  'shadowed-module': (order) => openShadowedModule(programsOf(order, 'shadowed-module')),
  'memory-sharing': (order) => openMemorySharing(programsOf(order, 'memory-sharing')),
  'context-switch': (order) =>
    openContextSwitch(order, programsOf(order, 'context-switch'), enginesFor(order, signalKernels)),
  control: (order) => openControl(programsOf(order, 'control')),
  'process-output': (order) => openProcessOutput(programsOf(order, 'process-output')),
};

/** `script`: the signal's payload in src/python. */
function signalEngines(order: RunOrder, script: string): EngineOpeners {
  return { ...enginesFor(order, signalKernels), python: pythonFor(order, script) };
}

/** Loops in plain JavaScript, for the experiments that have some. */
function nodeFor({ threadEntry }: RunOrder): EngineOpener {
  return (asked) => openNodeEngine({ ...asked, threadEntry });
}

/** `script`: the experiment's payload in src/python. */
function pythonFor({ pythons, pythonSources }: RunOrder, script: string): EngineOpener {
  return ({ interpreter: asked = '', ...rest }) => {
    const interpreter = Object.hasOwn(pythons, asked) ? pythons[asked] : undefined;
    if (!interpreter) throw new ThreadlabError('internal', `The order names no interpreter "${asked}".`);
    return openPythonThreads({ ...rest, interpreter, sources: pythonSources, script });
  };
}

/** The engines with threads. `kernels`: what of the experiment is compiled for Wasm, by the kind of the loop; the native payload has all of its own. */
function enginesFor(order: RunOrder, kernels: Kernels): EngineOpeners {
  return {
    wasm: (asked) => openWasmEngine({ ...asked, threadEntry: order.threadEntry }, kernels),
    native: (asked) => {
      if (order.nativePayload === null) throw new ThreadlabError('internal', 'The order names no native payload.');
      return openNativeThreads({ ...asked, payload: order.nativePayload });
    },
  };
}
