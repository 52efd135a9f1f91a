/** Threads and processes are started one after the other: how long until each runs, and what memory does each take? */
import { defineExperiment } from '../experiment.ts';

const engines = ['python', 'native', 'node'] as const;

export const startCost = defineExperiment({
  id: 'start-cost',
  question: 'How much slower is starting a process than a thread?',
  group: 'Processes and threads',
  engines,
  crowding: 'asked',
  parameters: {
    kind: {
      unit: 'choice',
      title: 'Kinds',
      sweep: true,
      default: ['thread', 'worker', 'fork', 'spawn', 'forkserver', 'posixSpawn'],
      choices: [
        {
          value: 'thread',
          engines: ['python', 'native'],
          help: 'A thread of the same process: threading.Thread, or pthread_create.',
        },
        {
          value: 'worker',
          engines: ['node'],
          help: 'A worker of Node: a thread with an interpreter of JavaScript of its own.',
        },
        {
          value: 'fork',
          engines: ['python', 'native', 'node'],
          help: 'A copy of the process by fork(2), in Python through multiprocessing; Node’s fork starts a new Node and talks to it.',
        },
        {
          value: 'spawn',
          engines: ['python'],
          help: 'A new interpreter of Python that loads what it needs (multiprocessing).',
        },
        {
          value: 'forkserver',
          engines: ['python'],
          help: 'A copy of a server process that was started early and holds little (multiprocessing).',
        },
        {
          value: 'posixSpawn',
          engines: ['native'],
          help: 'A new program by posix_spawn(3): here this payload itself.',
        },
      ],
      help: 'What is started.',
    },
    count: {
      unit: 'count',
      title: 'Count',
      sweep: true,
      integer: true,
      scale: 'log',
      min: 1,
      max: 200,
      default: [20],
      help: 'Starts of a repeat. All units wait until the last one runs, so that their memory can be read.',
    },
  },
  metrics: {
    startLatency: {
      title: 'Start latency',
      unit: 'seconds',
      better: 'less',
      shape: 'scalar',
      help: 'From just before the start until the first instruction of what was started: the median over the starts of a repeat.',
    },
    memoryPerUnit: {
      title: 'Memory of each',
      unit: 'bytes',
      better: 'less',
      shape: 'scalar',
      help: 'Growth of the proportional set size of all processes together while all units wait, for each unit. A page that several share counts once.',
    },
    latencies: {
      title: 'Start latencies',
      unit: 'seconds',
      better: 'less',
      shape: 'histogram',
      help: 'Every start of all repeats.',
    },
  },
  checks: {
    allRan: { kind: 'A', words: 'Every unit ran, each its own thread or process' },
    threadCheaper: { kind: 'A', words: 'On Python two threads start in less time than one process, by the medians' },
    threadCheaperNative: { kind: 'G', words: 'The same of pthread_create against fork and posix_spawn' },
  },
  live: {
    starts: { title: 'Starts', unit: 'count' },
  },
  chart: { x: 'kind', by: 'engine', metric: 'startLatency', also: ['memoryPerUnit', 'latencies'] },
  page: {
    how: [
      'Each repeat is a fresh process. It starts one unit and lets it end, so that modules are loaded and the server of forkserver runs; then it starts the units of the repeat one after the other.',
      'A unit reads the clock at its first instruction and tells it, with its process and thread number, through a pipe or a message. The clock is CLOCK_MONOTONIC, which all processes share. Then the unit waits until all are there.',
      'In Python the first instruction is that of the function which the unit is given: what multiprocessing does before it, an interpreter’s start included, is part of the start. In Node it is the first statement of the worker’s or child’s file.',
      'Memory is the proportional set size (smaps_rollup) of the process and all it has started, once with and once without the units.',
    ],
    expect: [
      'A thread shares all that its process has: Linux makes a stack and a place in the scheduler for it. A process needs an address space of its own, and tables that map it.',
      'fork copies those tables, so it grows with the memory of the process that forks; spawn starts an interpreter from nothing, which takes tens of milliseconds; forkserver forks a small process instead.',
      'A worker of Node is a thread, yet it starts an isolate of V8 with a heap of its own: far more than a thread of C, and less than a process of Node.',
      'Memory of a forked process is small at first, since its pages are shared until one of the two writes to them.',
      'No order of fork, forkserver and spawn is promised.',
    ],
    references: [
      'fork(2), posix_spawn(3), pthread_create(3), proc_pid_smaps(5).',
      'Python documentation: multiprocessing, contexts and start methods.',
      'A. Baumann, J. Appavoo, O. Krieger, T. Roscoe: A fork() in the road. HotOS 2019.',
    ],
  },
  overhead: { perRepeat: 1, once: 1, perRepeatOn: { python: 2.5, node: 2 } },
});
