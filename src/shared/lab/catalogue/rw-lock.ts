/** Threads read or write by chance under a lock that lets readers in together: how far do readers scale? */
import { defineExperiment } from '../experiment.ts';
import { lockContention } from './lock-contention.ts';
import { semaphore } from './semaphore.ts';

const { threads, criticalSection, duration } = lockContention.parameters;
const { threadCounts, acquireLatency, switchesPerSecond } = lockContention.metrics;
const engines = ['wasm', 'native'] as const;

export const rwLock = defineExperiment({
  id: 'rw-lock',
  question: 'How far do readers scale?',
  group: 'Locks and signals',
  engines,
  crowding: 'asked',
  parameters: {
    preference: {
      unit: 'choice',
      title: 'Preference',
      sweep: true,
      default: ['reader', 'writer'],
      choices: [
        {
          value: 'reader',
          engines,
          series: 1,
          help: 'A reader waits for a writer that is inside alone; writers may wait for long.',
        },
        { value: 'writer', engines, series: 2, help: 'A writer that waits keeps further readers out.' },
      ],
      help: 'Who goes first, one or both to compare.',
    },
    readShare: {
      unit: 'ratio',
      title: 'Read share',
      sweep: true,
      integer: false,
      scale: 'linear',
      min: 0,
      max: 1,
      default: [0.9],
      help: 'Share of the turns that read; the others write. Drawn by chance for each turn.',
    },
    threads: {
      ...threads,
      perCpu: semaphore.parameters.threads.perCpu,
      default: [1, 2, 4],
      help: 'Threads that read and write, each both; at most 4 for each CPU.',
    },
    criticalSection: {
      ...criticalSection,
      default: [2e-6],
      help: 'Work inside, of readers and writers alike, calibrated before the run.',
    },
    duration,
  },
  metrics: {
    throughput: {
      title: 'Throughput',
      unit: 'perSecond',
      better: 'more',
      shape: 'scalar',
      help: 'Reads and writes a second of all threads together, while all of them ran.',
    },
    readThroughput: {
      title: 'Reads',
      unit: 'perSecond',
      better: 'more',
      shape: 'scalar',
      help: 'Reads a second of all threads together.',
    },
    writeThroughput: {
      title: 'Writes',
      unit: 'perSecond',
      better: 'more',
      shape: 'scalar',
      help: 'Writes a second of all threads together.',
    },
    threadCounts: { ...threadCounts, help: 'Reads and writes of each thread.' },
    acquireLatency: {
      ...acquireLatency,
      help: 'From asking for the lock to holding it, reading or writing, closed loop, on turns sampled at random.',
    },
    readLatency: { ...acquireLatency, title: 'Latency of readers', help: 'The same of those that read.' },
    writeLatency: { ...acquireLatency, title: 'Latency of writers', help: 'The same of those that write.' },
    switchesPerSecond,
  },
  checks: {
    noWriterBeside: { kind: 'A', words: 'Never a writer beside anyone, and no write lost' },
  },
  live: {
    reads: { title: 'Reads', unit: 'count', rateOf: 'readThroughput' },
    writes: { title: 'Writes', unit: 'count', rateOf: 'writeThroughput' },
  },
  chart: { x: 'threads', by: 'preference', metric: 'throughput', also: ['readThroughput', 'writeThroughput'] },
  page: {
    how: [
      'Each thread draws for every turn whether it reads or writes, works inside under the lock, and asks again at once.',
      'A reader writes nothing that others see: a writer leaves its number and counts, and a reader looks at both when it comes and when it goes. A writer beside it has changed one of the two.',
      'On native the two preferences are kinds of pthread_rwlock, PTHREAD_RWLOCK_PREFER_READER_NP and PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP; only glibc has them. On wasm both are written out: one word with the number of readers or the writer, and a futex on which all wait for a departure.',
    ],
    expect: [
      'Readers are inside together, but each writes the lock’s word when it comes and goes: with a short critical section that cache line is what they wait for, and reading does not scale. It does where the work inside is long.',
      'A few writes are enough to stop it: while one writes nobody reads, and before it all readers must have left.',
      'With the preference of readers a writer may wait for long, since others come in as long as one is inside. With the preference of writers the readers wait, and throughput with many writers is that of a mutex that costs more.',
    ],
    references: [
      'P.-J. Courtois, F. Heymans, D. L. Parnas: Concurrent control with “readers” and “writers”. CACM 14(10), 1971.',
      'J. Mellor-Crummey, M. Scott: Scalable reader-writer synchronization for shared-memory multiprocessors. PPoPP 1991.',
      'pthread_rwlockattr_setkind_np(3). glibc: nptl/pthread_rwlock_common.c.',
      'U. Drepper: Futexes are tricky. 2011.',
    ],
  },
  overhead: { perRepeat: 0.3, once: 2 },
});
