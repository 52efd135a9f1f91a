/** Scripts of the engine node with faults planted, by kinds of their own; imported by the test and by its threads. */
import * as layout from '../../../../kernels/layout.ts';
import { ringScript } from '../engines/ringScript.ts';
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
/** One item in 64 is lost on its way in; of each pair the second comes first. */
scriptKernels.set(
  'queueForgetful',
  ringScript((own) => (own % 64 === 63 ? NaN : own)),
);
scriptKernels.set(
  'queueDisorderly',
  ringScript((own) => own ^ 1),
);
