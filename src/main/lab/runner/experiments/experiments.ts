/** Every experiment that this runner can do, by its id in the catalogue. */
import { ThreadlabError } from '../../../../shared/errors.ts';
import { openNativeContention } from '../engines/nativeContention.ts';
import { openWasmContention } from '../engines/wasmContention.ts';
import { contentionKernels } from '../engines/wasmLocks.ts';
import type { RunOrder } from '../protocol.ts';
import type { RunnerExperiment } from './experiment.ts';
import { openLockContention } from './lock-contention.ts';

export const experiments: Readonly<Record<string, RunnerExperiment>> = {
  'lock-contention': openContention,
  oversubscription: openContention,
};

function openContention(order: RunOrder) {
  return openLockContention(order, {
    wasm: (asked) => openWasmContention({ ...asked, threadEntry: order.threadEntry }, contentionKernels),
    native: (asked) => {
      if (order.nativePayload === null) throw new ThreadlabError('internal', 'The order names no native payload.');
      return openNativeContention({ ...asked, payload: order.nativePayload });
    },
  });
}
