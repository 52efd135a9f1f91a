/** The loops of signals, compiled, by the kind of the loop. */
import barrier from '../../../../kernels/barrier.ts?asc';
import contextSwitch from '../../../../kernels/context-switch.ts?asc';
import deadlock from '../../../../kernels/deadlock.ts?asc';
import event from '../../../../kernels/event.ts?asc';
import producerConsumer from '../../../../kernels/producer-consumer.ts?asc';
import rlockFutex from '../../../../kernels/rlockFutex.ts?asc';
import rlockRecursive from '../../../../kernels/rlockRecursive.ts?asc';
import rwReader from '../../../../kernels/rwReader.ts?asc';
import rwWriter from '../../../../kernels/rwWriter.ts?asc';
import semaphore from '../../../../kernels/semaphore.ts?asc';
import unitWork from '../../../../kernels/unit-work.ts?asc';

export const signalKernels: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  barrier,
  contextSwitch,
  deadlock,
  event,
  producerConsumer,
  'rlock futex': rlockFutex,
  'rlock recursive': rlockRecursive,
  rwReader,
  rwWriter,
  semaphore,
  unitWork,
};
