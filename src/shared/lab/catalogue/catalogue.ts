/** Every experiment of the Lab, in the order of the catalogue. */
import type { Experiment } from '../experiment.ts';
import { atomics } from './atomics.ts';
import { barrier } from './barrier.ts';
import { cacheLatency } from './cache-latency.ts';
import { clockSpeed } from './clock-speed.ts';
import { command } from './command.ts';
import { contextSwitch } from './context-switch.ts';
import { control } from './control.ts';
import { coreToCore } from './core-to-core.ts';
import { costTable } from './cost-table.ts';
import { deadlock } from './deadlock.ts';
import { event } from './event.ts';
import { falseSharing } from './false-sharing.ts';
import { ipcThroughput } from './ipc-throughput.ts';
import { gilScaling } from './gil-scaling.ts';
import { ioBound } from './io-bound.ts';
import { gilSwitching } from './gil-switching.ts';
import { processesTimesThreads } from './processes-times-threads.ts';
import { lockContention } from './lock-contention.ts';
import { lostUpdate } from './lost-update.ts';
import { managerProxies } from './manager-proxies.ts';
import { memoryBandwidth } from './memory-bandwidth.ts';
import { memorySharing } from './memory-sharing.ts';
import { oversubscription } from './oversubscription.ts';
import { processOutput } from './process-output.ts';
import { processPool } from './process-pool.ts';
import { producerConsumer } from './producer-consumer.ts';
import { rlock } from './rlock.ts';
import { rwLock } from './rw-lock.ts';
import { semaphore } from './semaphore.ts';
import { shadowedModule } from './shadowed-module.ts';
import { startCost } from './start-cost.ts';

export const catalogue: readonly Experiment[] = [
  startCost,
  memorySharing,
  contextSwitch,
  control,
  processOutput,
  gilScaling,
  ioBound,
  gilSwitching,
  processesTimesThreads,
  lostUpdate,
  lockContention,
  oversubscription,
  atomics,
  rlock,
  semaphore,
  rwLock,
  producerConsumer,
  event,
  barrier,
  deadlock,
  ipcThroughput,
  managerProxies,
  processPool,
  clockSpeed,
  cacheLatency,
  memoryBandwidth,
  falseSharing,
  coreToCore,
  costTable,
  command,
  shadowedModule,
];
