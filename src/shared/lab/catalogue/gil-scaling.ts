/** The same work by one worker and by several, in threads and in processes: how many of them really run at once? */
import { defineExperiment } from '../experiment.ts';

const engines = ['python', 'wasm', 'native', 'node'] as const;

export const gilScaling = defineExperiment({
  id: 'gil-scaling',
  question: 'How many threads really run at once?',
  group: 'The interpreter lock',
  engines,
  crowding: 'asked',
  parameters: {
    mode: {
      unit: 'choice',
      title: 'Modes',
      sweep: true,
      default: ['threads', 'processes'],
      choices: [
        {
          value: 'serial',
          engines,
          series: 5,
          help: 'One thread does the work of all workers, a unit of each in turn.',
        },
        {
          value: 'threads',
          engines,
          series: 1,
          help: 'A thread for each worker: threading.Thread of Python, a worker of Node, a pthread in C.',
        },
        {
          value: 'processes',
          engines: ['python', 'node'],
          series: 2,
          help: 'A process for each worker: forked by multiprocessing in Python, a child process in Node.',
        },
      ],
      help: 'Who does the work.',
    },
    workers: {
      unit: 'count',
      title: 'Workers',
      sweep: true,
      integer: true,
      scale: 'log',
      min: 1,
      max: 64,
      perCpu: 8,
      default: [1, 2, 4],
      help: 'Among how many the work is shared out.',
    },
    body: {
      unit: 'choice',
      title: 'Body',
      sweep: true,
      default: ['arithmetic'],
      choices: [
        { value: 'arithmetic', engines, help: 'A chain of 2,000 multiplications and additions of 32 bits.' },
        { value: 'strings', engines, help: '500 numbers are written into one text, in which the sevens are counted.' },
        {
          value: 'gilReleasing',
          engines: ['python'],
          help: 'zlib and hashlib on a buffer of 128 KiB: calls into C that release the interpreter lock meanwhile.',
        },
      ],
      help: 'What a unit of work is.',
    },
    duration: {
      unit: 'seconds',
      title: 'Duration',
      sweep: false,
      integer: false,
      scale: 'linear',
      min: 0.05,
      max: 60,
      default: [0.5],
      help: 'How long the workers of a repeat work together. Before that one of them works alone, for as long but at most for 0.3 s.',
    },
  },
  metrics: {
    speedup: {
      title: 'Speedup',
      unit: 'count',
      better: 'more',
      shape: 'scalar',
      help: 'Units a second of all workers over those of one worker of the same kind alone, measured just before in the same repeat.',
    },
    throughput: {
      title: 'Throughput',
      unit: 'perSecond',
      better: 'more',
      shape: 'scalar',
      help: 'Units of work done a second, by all workers together.',
    },
    runningThreads: {
      title: 'Running threads',
      unit: 'count',
      better: null,
      shape: 'scalar',
      help: 'CPU time of the workers’ threads over the time: how many really ran at once.',
    },
    unitsOfEach: {
      title: 'Each worker',
      unit: 'count',
      better: null,
      shape: 'perThread',
      help: 'Units that each worker did in the counted time.',
    },
  },
  checks: {
    sameWork: { kind: 'A', words: 'Every worker’s units give the results that they must give, whoever does them' },
    oneRuns: {
      kind: 'A',
      words: 'Under Python’s interpreter lock at most 16 threads that never release it run as one: at most 1.1 at once',
    },
    noSpeedup: { kind: 'G', words: 'Such threads are at most 1.25 times as fast as one' },
  },
  live: {
    units: { title: 'Units of work', unit: 'count', rateOf: 'throughput' },
  },
  chart: { x: 'workers', by: 'mode', metric: 'speedup', also: ['runningThreads', 'throughput'] },
  page: {
    how: [
      'The work is units of which each gives a known result. It is the same work in every mode and on every engine: each worker has its share and does a unit of it again and again, and serially one thread does a unit of each share in turn. What the units gave is added up and held against what they must give.',
      'Every repeat first measures one worker of the same kind alone, at most for 0.3 s: that is the rate which the speedup refers to, and it stays in the record as what was achieved by one worker.',
      'Workers are in their loops before the time begins that counts, and stay in them until after its end. A unit counts where it ends in that time.',
      'The running threads are the CPU time of each worker’s thread over the time: in Python by its own clock (CLOCK_THREAD_CPUTIME_ID), elsewhere as Linux counts it (schedstat). Threads of V8 that compile and collect garbage are none of them.',
      'On Python and on Node a repeat is a fresh process. Whether the interpreter lock is on is asked of the interpreter itself (sys._is_gil_enabled() from 3.13 on) and stands in the record’s environment.',
      'With the lock on, threads of a body that never releases it count as one for the gate: no more than one of them needs a CPU.',
    ],
    expect: [
      'CPython’s interpreter lock lets one thread run Python at a time. Threads take turns of 5 ms (sys.setswitchinterval), so several are about as fast as one, and a little slower by what the hand-over costs.',
      'Calls into C that touch no Python object may release the lock: zlib, hashlib and many of NumPy do on large buffers. Then threads run at once, up to the CPUs.',
      'Processes have an interpreter and a lock each. They scale until the CPUs or the memory are used up, and cost what starting them and handing data over costs, which is not part of this.',
      'Threads of C, WebAssembly and JavaScript have no such lock: they are the control that shows what the machine itself can do. Two that share a core by simultaneous multithreading gain less than two cores would.',
      'A free-threaded build of CPython (3.13t and later) has no such lock either, and pays for it with slower single threads.',
    ],
    references: [
      'D. Beazley: Understanding the Python GIL. PyCon 2010.',
      'A. Pitrou: Reworking the GIL. python-dev, October 2009; and Tools/ccbench of CPython.',
      'S. Gross: PEP 703, Making the global interpreter lock optional in CPython. 2023.',
      'Python documentation: threading, multiprocessing, zlib and hashlib; sys._is_gil_enabled.',
    ],
  },
  overhead: { perRepeat: 0.7, once: 1, perRepeatOn: { node: 1 } },
});
