/** Every experiment that this runner can do, by its id in the catalogue. */
import { contentionKernels } from '../engines/wasmLocks.ts';
import type { RunnerExperiment } from './experiment.ts';
import { openLockContention } from './lock-contention.ts';

export const experiments: Readonly<Record<string, RunnerExperiment>> = {
  'lock-contention': (order) => openLockContention(order, contentionKernels),
};
