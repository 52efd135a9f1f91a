/** Threads add to counters of their own that lie close together or far apart: what does a shared cache line cost? */
import { defineExperiment } from '../experiment.ts';
import { lockContention } from './lock-contention.ts';

const { threads, duration } = lockContention.parameters;

export const falseSharing = defineExperiment({
  id: 'false-sharing',
  question: 'What does a shared cache line cost?',
  group: 'The CPU',
  engines: ['wasm', 'native'],
  crowding: 'warned',
  pinned: 'ownCores',
  parameters: {
    threads: { ...threads, default: [1, 2], help: 'Threads that count, each for itself.' },
    stride: {
      unit: 'bytes',
      title: 'Stride',
      sweep: true,
      integer: true,
      multipleOf: 4,
      scale: 'log',
      min: 4,
      max: 512,
      default: [4, 8, 16, 32, 64, 128, 256],
      help: 'From one thread’s counter to the next, in whole counters of 4 B.',
    },
    duration: { ...duration, default: [0.2] },
  },
  metrics: {
    throughput: {
      title: 'Throughput',
      unit: 'perSecond',
      better: 'more',
      shape: 'scalar',
      help: 'Additions a second of all threads together, while all of them ran.',
    },
    threadCounts: {
      title: 'Each thread',
      unit: 'count',
      better: null,
      shape: 'perThread',
      help: 'Additions of each thread.',
    },
  },
  checks: {
    countsAgree: { kind: 'A', words: 'Every counter shows what its thread has added' },
    stepSeen: {
      kind: 'G',
      words: 'On different cores counters 8 B apart are at least 1.5 times slower than 128 B apart',
    },
  },
  live: {
    additions: { title: 'Additions', unit: 'count', rateOf: 'throughput' },
  },
  chart: { x: 'stride', by: 'threads', metric: 'throughput' },
  page: {
    how: [
      'Each thread adds to a counter of 4 bytes that no other thread touches: a load, an addition, a store, without any lock or atomic step. Only the distance between the counters changes, from one right after the other to 512 bytes.',
      'All threads meet at a start line; only the stretch in which all of them run is counted. What each has made it also counts for itself, far away from all others: that is what its counter is held against afterwards.',
      'Each thread is pinned to a core of its own while there are cores, then to the second hardware threads of the cores. Where no pin can be had Linux places the threads, and the step is not judged.',
    ],
    expect: [
      'A core must own a cache line to write to it. Counters on one line belong to different threads, but the line goes from core to core all the same: the program shares nothing, and pays for sharing.',
      'From the stride of a line on, 64 bytes on x86 and most ARM, 128 bytes on Apple’s and on POWER, each counter has a line of its own, and the threads no longer meet: the curve has one step, of two to ten times.',
      'Below the step threads gain little or nothing over one alone. That is not as bad as an atomic addition to one shared counter, since a core adds many times while it has the line.',
      'x86 fetches lines in pairs of 128 bytes; where that shows, the curve still rises a little from 64 to 128 bytes. That is why what different threads write lies 128 bytes apart in Threadlab.',
      'Two threads on the two hardware threads of one core share its first cache: there is no step.',
    ],
    references: [
      'J. Torrellas, M. Lam, J. Hennessy: False sharing and spatial locality in multiprocessor caches. IEEE Transactions on Computers 43(6), 1994.',
      'W. Bolosky, M. Scott: False sharing and its effect on shared memory performance. SEDMS 1993.',
      'U. Drepper: What every programmer should know about memory. 2007, section 6.4.1.',
      'Intel: 64 and IA-32 Architectures Optimization Reference Manual, on sharing in pairs of lines.',
    ],
  },
  overhead: { perRepeat: 0.25, once: 2 },
});
