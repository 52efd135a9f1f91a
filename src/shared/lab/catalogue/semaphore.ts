/** Threads go in and out of a place that admits so many at once: do N permits really admit N? */
import { defineExperiment } from '../experiment.ts';
import { lockContention } from './lock-contention.ts';

const { threads, criticalSection, duration } = lockContention.parameters;
const { threadCounts, acquireLatency, contendedShare, switchesPerSecond } = lockContention.metrics;
const engines = ['wasm', 'native', 'python'] as const;

export const semaphore = defineExperiment({
  id: 'semaphore',
  question: 'Do N permits really admit N?',
  group: 'Locks and signals',
  engines,
  crowding: 'asked',
  parameters: {
    kind: {
      unit: 'choice',
      title: 'Kinds',
      sweep: true,
      default: ['counting'],
      choices: [
        { value: 'counting', engines, series: 1, help: 'So many permits; who gives one back need not have taken it.' },
        { value: 'bounded', engines: ['python'], series: 2, help: 'Refuses to be given back more than it had.' },
      ],
      help: 'One kind, or several to compare.',
    },
    permits: {
      unit: 'count',
      title: 'Permits',
      sweep: true,
      integer: true,
      scale: 'log',
      min: 1,
      max: 64,
      default: [1, 2, 4],
      help: 'Threads that may be inside at once.',
    },
    threads: {
      ...threads,
      perCpu: 4,
      default: [1, 2, 4, 8],
      help: 'Threads that want in, again and again; at most 4 for each CPU.',
    },
    criticalSection: { ...criticalSection, default: [10e-6], help: 'Work inside, calibrated before the run.' },
    duration,
  },
  metrics: {
    throughput: {
      title: 'Throughput',
      unit: 'perSecond',
      better: 'more',
      shape: 'scalar',
      help: 'Entries a second of all threads together, while all of them ran.',
    },
    maxInside: {
      title: 'Most inside',
      unit: 'count',
      better: null,
      shape: 'scalar',
      help: 'The most threads inside at once, as each found on entering, itself included; the rendezvous counts too.',
    },
    meanInside: {
      title: 'Mean inside',
      unit: 'count',
      better: null,
      shape: 'scalar',
      help: 'Threads inside as each found on entering, itself included: the mean over all entries.',
    },
    threadCounts: { ...threadCounts, help: 'Entries of each thread.' },
    acquireLatency: {
      ...acquireLatency,
      help: 'From asking for a permit to having it, closed loop, on entries sampled at random.',
    },
    contendedShare: { ...contendedShare, help: 'Entries that found no permit at the first try.' },
    switchesPerSecond,
  },
  checks: {
    withinPermits: { kind: 'A', words: 'Never more threads inside than permits' },
    permitsReached: { kind: 'A', words: 'As many as there are permits meet inside, where there are as many threads' },
    boundedRefuses: { kind: 'A', words: 'A bounded semaphore refuses one release too many' },
  },
  live: {
    acquisitions: { title: 'Entries', unit: 'count', rateOf: 'throughput' },
    contended: { title: 'Entries that waited', unit: 'count' },
  },
  chart: { x: 'threads', by: 'permits', metric: 'throughput', also: ['meanInside', 'maxInside'] },
  page: {
    how: [
      'Each thread takes a permit, works inside, gives it back and asks again at once. Who is inside is counted by an atomic addition of its own at each entry and exit, of which the semaphore knows nothing; on Python by a list, which grows and shrinks in a single step.',
      'Free running does not always bring as many inside as may be there: with two CPUs and a short critical section two at most are there at any moment. So every repeat begins with a rendezvous: who has a permit stays inside until as many have come as there are permits, or threads. A semaphore that admits fewer is seen after two seconds.',
      'On native the semaphore is POSIX’s sem_t, tried once and then waited for. On wasm it is a count of what is taken, with a sleep in a futex, as glibc’s sem_t does it. On Python they are Semaphore and BoundedSemaphore of the module threading, which are written in Python: a count under a Condition. Once all threads have left, one permit too many is given back.',
    ],
    expect: [
      'Throughput grows with the permits until they are as many as the CPUs: work inside needs a CPU as any other. Beyond that more permits let more threads in, and no more work is done.',
      'With one permit a semaphore excludes like a mutex, but it has no owner: any thread may give the permit back.',
      'Who finds no permit sleeps. What the sleep and the wake cost shows in the latency and in the switches.',
      'Under Python’s interpreter lock more permits bring no more work: one thread runs at a time. What is left is what the semaphore costs, and whoever is inside when the interpreter passes on stays inside.',
    ],
    references: [
      'E. W. Dijkstra: Cooperating sequential processes. Technological University Eindhoven, EWD 123, 1965.',
      'A. Downey: The Little Book of Semaphores. 2nd edition, 2016.',
      'Python documentation: threading, Semaphore and BoundedSemaphore objects.',
      'POSIX.1-2024: sem_wait, sem_post. glibc: nptl/sem_waitcommon.c.',
      'U. Drepper: Futexes are tricky. 2011.',
    ],
  },
  overhead: { perRepeat: 0.4, once: 2, perRepeatOn: { python: 0.7 } },
});
