/** Threads add to one counter, in four ways of counting: what does an atomic step cost, shared and sharded? */
import { defineExperiment } from '../experiment.ts';
import { lockContention } from './lock-contention.ts';

const { threads, duration } = lockContention.parameters;
const engines = ['wasm', 'native'] as const;

export const atomics = defineExperiment({
  id: 'atomics',
  question: 'What does an atomic step cost, shared and sharded?',
  group: 'Locks and signals',
  engines,
  crowding: 'warned',
  parameters: {
    counter: {
      unit: 'choice',
      title: 'Counters',
      sweep: true,
      default: ['plain', 'atomic', 'sharded', 'approximate'],
      choices: [
        {
          value: 'plain',
          engines,
          group: 'may be wrong',
          series: 1,
          help: 'Read, add, write: what another thread writes between them is lost.',
        },
        {
          value: 'approximate',
          engines,
          group: 'may be wrong',
          series: 4,
          help: 'Each thread counts for itself and hands over at the threshold; the shared counter is a little behind.',
        },
        { value: 'atomic', engines, group: 'exact', series: 2, help: 'One atomic addition to a shared counter.' },
        {
          value: 'sharded',
          engines,
          group: 'exact',
          series: 3,
          help: 'A counter for each thread on a cache line of its own; their sum is the count.',
        },
      ],
      help: 'One way to count, or several to compare.',
    },
    threads: { ...threads, help: 'Threads that add to the counter.' },
    threshold: {
      unit: 'count',
      title: 'Threshold',
      sweep: true,
      integer: true,
      scale: 'log',
      min: 1,
      max: 1_000_000,
      default: [1024],
      help: 'For the approximate counter alone: at how many of its own a thread hands over.',
      onlyWith: { parameter: 'counter', values: ['approximate'] },
    },
    duration,
  },
  metrics: {
    throughput: {
      title: 'Throughput',
      unit: 'perSecond',
      better: 'more',
      shape: 'scalar',
      help: 'Increments a second of all threads together, while all of them ran.',
    },
    error: {
      title: 'Error',
      unit: 'ratio',
      better: 'less',
      shape: 'scalar',
      help: 'Share of the increments that the counter does not show once all threads stand still.',
    },
    threadCounts: {
      title: 'Each thread',
      unit: 'count',
      better: null,
      shape: 'perThread',
      help: 'Increments of each thread.',
    },
  },
  checks: {
    exactWhereExact: { kind: 'A', words: 'An atomic or sharded counter shows every increment' },
  },
  live: {
    increments: { title: 'Increments', unit: 'count', rateOf: 'throughput' },
  },
  chart: { x: 'threads', by: 'counter', metric: 'throughput', also: ['error'], shareNothing: ['sharded'] },
  page: {
    how: [
      'Threads of the operating system do nothing but count. All meet at a start line; only the stretch in which all of them run is counted. Each thread also keeps its own count of what it made, a cache line apart from all others, once in 64 increments: that is what the counter is held against when they have stopped.',
      'A plain increment is one load, one addition and one store to shared memory in every turn of the loop: no compiler keeps the count in a register.',
      'On WebAssembly an atomic addition is sequentially consistent, in C it is relaxed. On x86 both are the same locked instruction.',
      'The approximate counter is read as it stands, without what the threads have not handed over.',
    ],
    expect: [
      'Alone, a plain increment costs one to five cycles, since the core answers the load from the store before it. An atomic one waits until its write is done: some 20 cycles.',
      'With a second thread the line that holds a shared counter travels from core to core for every atomic addition, so more threads count less together. A sharded counter grows with the threads: no line is shared.',
      'The plain counter seems fast and is wrong: whole runs of increments are overwritten by a thread that had read the count before them.',
      'The approximate counter is nearly as fast as the sharded one from a threshold of some hundreds on, and cheap to read. It is behind by less than threads × threshold increments, whatever the run’s length.',
      'Drawn as a bound is linear gain of the sharded counter: what one thread counted, times the threads, up to the CPUs. What a shared counter can reach at most depends on how fast this machine moves a cache line, which is not known beforehand.',
    ],
    references: [
      'R. Arpaci-Dusseau, A. Arpaci-Dusseau: Operating Systems: Three Easy Pieces, chapter 29, Lock-based concurrent data structures.',
      'S. Boyd-Wickizer et al.: An analysis of Linux scalability to many cores. OSDI 2010 (sloppy counters).',
      'P. McKenney: Is parallel programming hard, and, if so, what can you do about it? Chapter 5, Counting.',
      'H. Schweizer, M. Besta, T. Hoefler: Evaluating the cost of atomic operations on modern architectures. PACT 2015.',
    ],
  },
  overhead: { perRepeat: 0.25, once: 2 },
});
