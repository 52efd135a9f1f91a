/** One thread takes a lock again that it holds: what does re-entry cost, and what happens without it? */
import { defineExperiment } from '../experiment.ts';
import { lockContention } from './lock-contention.ts';

const { duration } = lockContention.parameters;

export const rlock = defineExperiment({
  id: 'rlock',
  question: 'What does re-entry cost, what happens without it?',
  group: 'Locks and signals',
  engines: ['wasm', 'native', 'python'],
  crowding: 'asked',
  parameters: {
    lock: {
      unit: 'choice',
      title: 'Locks',
      sweep: true,
      default: ['futex', 'recursive', 'pthreadMutex', 'pthreadRecursive', 'pthreadErrorCheck', 'Lock', 'RLock'],
      choices: [
        { value: 'futex', engines: ['wasm'], group: 'plain', series: 4, help: 'A mutex that knows no owner.' },
        {
          value: 'pthreadMutex',
          engines: ['native'],
          group: 'plain',
          series: 1,
          help: 'The plain mutex of POSIX.',
        },
        {
          value: 'Lock',
          engines: ['python'],
          group: 'plain',
          series: 6,
          help: 'threading.Lock: any thread may give it back.',
        },
        {
          value: 'recursive',
          engines: ['wasm'],
          group: 'knows its owner',
          series: 2,
          help: 'Its owner may take it again, and must give it back as often.',
        },
        {
          value: 'pthreadRecursive',
          engines: ['native'],
          group: 'knows its owner',
          series: 3,
          help: 'The recursive mutex of POSIX.',
        },
        {
          value: 'RLock',
          engines: ['python'],
          group: 'knows its owner',
          series: 7,
          help: 'threading.RLock: its owner may take it again, and must give it back as often.',
        },
        {
          value: 'pthreadErrorCheck',
          engines: ['native'],
          group: 'knows its owner',
          series: 5,
          help: 'Refuses an owner who asks again, and whoever gives it back without holding it.',
        },
      ],
      help: 'One kind, or several to compare.',
    },
    depth: {
      unit: 'count',
      title: 'Depth',
      sweep: true,
      integer: true,
      scale: 'log',
      min: 1,
      max: 64,
      default: [1, 2, 8],
      help: 'How often one thread takes the lock before it gives it back as often. Locks without re-entry have a latency at depth 1 alone.',
    },
    duration,
  },
  metrics: {
    latency: {
      title: 'Latency',
      unit: 'seconds',
      better: 'less',
      shape: 'scalar',
      help: 'Of one acquisition with its release, of one thread and without competition: the time over all of them.',
    },
    outcome: {
      title: 'Taken twice',
      unit: 'text',
      better: null,
      shape: 'outcome',
      help: 'What a second acquisition by the thread that holds the lock does, with a limit to its wait.',
    },
  },
  checks: {
    plainBlocks: {
      kind: 'A',
      words: 'A lock without re-entry blocks, or refuses, a second acquisition: seen, not hung',
    },
    depthReleases: { kind: 'A', words: 'Free after as many releases as acquisitions, and not before' },
    foreignRefused: { kind: 'A', words: 'A lock that knows its owner is given back by nobody else' },
  },
  live: {
    turns: { title: 'Turns', unit: 'count' },
  },
  chart: { x: 'depth', by: 'lock', metric: 'latency', also: ['outcome'] },
  page: {
    how: [
      'Every repeat begins with a trial by two threads. One takes the lock twice; where the second acquisition has not returned after 50 ms it counts as blocked and is given up. Then it takes the lock as often as asked and gives it back, and the other tries to get it just before the last release and just after. Last, the other gives it back without holding it, where the lock knows its owner.',
      'Then one thread takes the lock to the depth and gives it back, again and again, without competition.',
      'The native mutexes are the types of pthread_mutex, tried with pthread_mutex_timedlock. On wasm the recursive one is a mutex with the number of its owner and a count, as in the C library and in Python’s RLock. On Python they are Lock and RLock of the module threading; the second acquisition has a limit to its wait there too. The interpreter’s own steps for each call are part of the latency.',
    ],
    expect: [
      'A plain lock taken twice by one thread blocks for ever: the only one who could give it back is the one who waits. Inside a larger program that is a deadlock of one thread.',
      'Re-entry costs less than the first acquisition: no atomic step is needed, only a look at the owner and a count. The look also makes the first acquisition a little dearer than a plain one.',
      'A recursive lock hides where the section really begins and ends: inside, what it guards may be half changed by a caller further up.',
    ],
    references: [
      'POSIX.1-2024: pthread_mutex_lock, the table of mutex types. glibc: nptl/pthread_mutex_lock.c.',
      'Python documentation: threading, RLock objects.',
      'D. Butenhof: Recursive mutexes. comp.programming.threads, 2005.',
    ],
  },
  overhead: { perRepeat: 0.4, once: 2, perRepeatOn: { python: 0.7 } },
});
