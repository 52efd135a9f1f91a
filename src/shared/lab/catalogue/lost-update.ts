/** Threads add a fixed count to one shared counter, with a lock or without: what is lost, and what does keeping it cost? */
import { defineExperiment } from '../experiment.ts';
import { lockContention } from './lock-contention.ts';

const { lock, threads } = lockContention.parameters;
const engines = ['wasm', 'native', 'node', 'python'] as const;
/** Of the engine node the row has no lock but the atomic addition. */
const locks = lock.choices.filter((choice) => choice.value !== 'atomicsMutex');
const onPython = { parameter: 'engine', values: ['python'] } as const;

export const lostUpdate = defineExperiment({
  id: 'lost-update',
  question: 'What is lost without a lock, what does the lock cost?',
  group: 'The interpreter lock',
  engines,
  crowding: 'warned',
  parameters: {
    lock: {
      ...lock,
      default: ['none', 'atomic', 'tas', 'Lock'],
      choices: [
        {
          value: 'none',
          engines,
          group: 'no lock',
          series: 8,
          help: 'Read, add, write, with nothing that keeps another thread out.',
        },
        {
          value: 'atomic',
          engines: ['wasm', 'native', 'node'],
          group: 'no lock',
          series: 7,
          help: 'One atomic addition instead of a lock.',
        },
        ...locks,
      ],
      help: 'What guards the counter: nothing, an atomic addition, or a lock.',
    },
    threads: { ...threads, help: 'Threads that add to the counter.' },
    increments: {
      unit: 'count',
      title: 'Increments',
      sweep: true,
      integer: true,
      scale: 'log',
      min: 1,
      max: 1_000_000_000,
      default: [10_000_000],
      defaultOn: { python: [1_000_000] },
      help: 'How many each thread makes; how long that takes is measured.',
    },
    body: {
      unit: 'choice',
      title: 'Body',
      sweep: true,
      onlyWith: onPython,
      default: ['bare', 'call'],
      choices: [
        { value: 'bare', engines: ['python'], help: 'x += 1' },
        { value: 'call', engines: ['python'], help: 'x = f(x) + 1, where f returns what it is given.' },
      ],
      help: 'How Python writes the increment.',
    },
    target: {
      unit: 'choice',
      title: 'Target',
      sweep: true,
      onlyWith: onPython,
      default: ['object'],
      choices: [
        { value: 'object', engines: ['python'], help: 'An attribute of a Python object.' },
        {
          value: 'cMemory',
          engines: ['python'],
          help: 'A word of C memory, loaded and stored through ctypes; each call releases the interpreter lock.',
        },
      ],
      help: 'Where Python keeps the counter.',
    },
  },
  metrics: {
    lostShare: {
      title: 'Lost share',
      unit: 'ratio',
      better: 'less',
      shape: 'scalar',
      help: 'Increments that the threads made and the counter does not show.',
    },
    throughput: {
      title: 'Throughput',
      unit: 'perSecond',
      better: 'more',
      shape: 'scalar',
      help: 'Increments made a second, lost ones included, from the first thread’s beginning to the last one’s end.',
    },
    runningThreads: {
      title: 'Running threads',
      unit: 'count',
      better: null,
      shape: 'scalar',
      help: 'CPU time of the threads over the time: how many really ran at once.',
    },
    threadCounts: {
      title: 'Each thread',
      unit: 'count',
      better: null,
      shape: 'perThread',
      help: 'Increments that each thread made: as asked, or what it could of it in 10 s.',
    },
  },
  checks: {
    nothingLost: { kind: 'A', words: 'With a lock or an atomic addition nothing is lost' },
    lossInRange: { kind: 'A', words: 'Never less than nothing lost, and never all' },
  },
  live: {
    increments: { title: 'Increments', unit: 'count', rateOf: 'throughput' },
  },
  chart: { x: 'threads', by: 'lock', metric: 'lostShare', also: ['throughput'] },
  page: {
    how: [
      'Each thread makes its count of increments of one shared counter; a thread that is awake waits for the others, so that all set out together. Before that the loop runs for 20 ms to warm up. Afterwards the counter is held against what the threads counted for themselves.',
      'An increment without a lock is one load, one addition and one store to shared memory in every turn of the loop, in WebAssembly, in C and in JavaScript: no compiler keeps the count in a register.',
      'On Python every repeat is a fresh process of the interpreter, with threads of its module threading. A thread notes its count after every 64 increments; what that costs is measured and kept in the record. The clock is that of the core which the runner is on, since Python cannot tell its own.',
      'The running threads are the CPU time that Linux counted for them (schedstat, read while they sleep before and after) over the time from their release to the last one’s end.',
      'A repeat that has not made its count after 10 s ends there, and what was made until then is its result.',
    ],
    expect: [
      'Two threads that read the same number both write the next one: one increment is lost. It happens where threads run at once on several CPUs, and also where Linux takes the CPU from a thread between its load and its store, which may write back a number that is thousands of increments old.',
      'That nothing was lost in a run proves nothing: with few increments one thread may be done before the next has begun.',
      'CPython with its interpreter lock runs one thread at a time, and x += 1 is still several steps: read, add, write. Up to 3.9 the lock could pass on between any two of them; since 3.10 it is offered at calls and backward jumps alone, so that a bare x += 1 looks whole and x = f(x) + 1 does not. That is where this interpreter happens to switch and no promise of the language.',
      'A free-threaded build has no such lock: threads run at once and lose as those of C do.',
      'An atomic addition loses nothing and is the cheapest way to lose nothing here. A lock costs two atomic steps for each increment, and with several threads its cache line travels besides the counter’s.',
      'More threads than CPUs make a first-in, first-out spin lock collapse: the next in line may not be running.',
      'No bound is drawn. Two threads can end with a count of 2, however many increments they made: one reads 0 and sleeps until the other has but one increment to go, then writes 1; the other reads that 1 and writes its 2 when all else is done.',
    ],
    references: [
      'R. Arpaci-Dusseau, A. Arpaci-Dusseau: Operating Systems: Three Easy Pieces, chapter 26, Concurrency: an introduction.',
      'E. W. Dijkstra: Solution of a problem in concurrent programming control. CACM 8(9), 1965.',
      'D. Beazley: Understanding the Python GIL. PyCon 2010.',
      'H.-J. Boehm: How to miscompile programs with “benign” data races. HotPar 2011.',
      'WebAssembly threads proposal: memory model of non-atomic accesses to shared memory.',
    ],
  },
  overhead: { perRepeat: 0.5, once: 2, perRepeatOn: { python: 1.2 } },
  leastPython: '2.7',
  longestRepeat: 10,
});
