/** Scripts of the engine node with faults planted, by kinds of their own; imported by the test and by its threads. */
import * as layout from '../../../../kernels/layout.ts';
import { atomicsMutex, contentionScript, countingScript, scriptKernels } from '../engines/scriptKernels.ts';

scriptKernels.set('miscount', contentionScript(atomicsMutex, 2n));
scriptKernels.set('open', contentionScript({ arrive: () => false, wait: () => undefined, release: () => undefined }));
scriptKernels.set(
  'intruder',
  contentionScript({
    ...atomicsMutex,
    release(words) {
      atomicsMutex.release(words);
      words[layout.INSIDE / 4] = 99;
    },
  }),
);
scriptKernels.set(
  'forgetful counter',
  countingScript((longs, index) => {
    if (Math.random() < 0.9) Atomics.add(longs, index, 1n);
  }),
);
scriptKernels.set(
  'doubled counter',
  countingScript((longs, index) => void Atomics.add(longs, index, 2n)),
);
