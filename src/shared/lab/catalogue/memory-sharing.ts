/** Two write to one region of memory: who sees whose writes, and when does a copy cost memory? */
import { defineExperiment } from '../experiment.ts';

export const memorySharing = defineExperiment({
  id: 'memory-sharing',
  question: 'Who sees whose writes, and what does a fork’s copy cost?',
  group: 'Processes and threads',
  engines: ['python', 'node'],
  crowding: 'asked',
  parameters: {
    kind: {
      unit: 'choice',
      title: 'Kinds',
      sweep: true,
      default: ['thread', 'fork', 'sharedMemory', 'worker', 'sharedArrayBuffer'],
      choices: [
        {
          value: 'thread',
          engines: ['python'],
          series: 1,
          help: 'A thread of the same process, and an object that both have (a bytearray).',
        },
        {
          value: 'fork',
          engines: ['python'],
          series: 2,
          help: 'A copy of the process by fork(2): its pages are shared until one of the two writes to them.',
        },
        {
          value: 'sharedMemory',
          engines: ['python'],
          leastPython: '3.8',
          series: 3,
          help: 'Another process that attaches the same multiprocessing.shared_memory; from Python 3.8 on.',
        },
        {
          value: 'worker',
          engines: ['node'],
          series: 4,
          help: 'A worker that is sent a plain object with an array of bytes: it gets a copy.',
        },
        {
          value: 'sharedArrayBuffer',
          engines: ['node'],
          series: 5,
          help: 'A worker that is sent an array of bytes over a SharedArrayBuffer.',
        },
      ],
      help: 'Who the other is, and how it comes to the region.',
    },
    size: {
      unit: 'bytes',
      title: 'Size',
      sweep: true,
      integer: true,
      scale: 'log',
      min: 64 * 1024,
      max: 128 * 1024 ** 2,
      default: [16 * 1024 ** 2],
      help: 'Of the region. All of it has been written to before the other begins.',
    },
    writtenShare: {
      unit: 'ratio',
      title: 'Written share',
      sweep: true,
      integer: false,
      scale: 'linear',
      min: 0,
      max: 1,
      default: [0, 0.25, 0.5, 1],
      help: 'Pages that each of the two writes to, spread evenly, of all pages of the region.',
    },
  },
  metrics: {
    privateBytes: {
      title: 'Private memory',
      unit: 'bytes',
      better: 'less',
      shape: 'scalar',
      help: 'Growth of the unique set of the process in which the other is, from before it wrote (a worker: before the region was sent to it) until it had written.',
    },
    visibleWrites: {
      title: 'Visible writes',
      unit: 'ratio',
      better: null,
      shape: 'scalar',
      help: 'Of the writes of both, those that the one who did not make them sees. Not available where nothing is written.',
    },
    touchLatency: {
      title: 'Touch latency',
      unit: 'seconds',
      better: 'less',
      shape: 'scalar',
      help: 'The other’s time to write one byte of a page, the loop around it included: the mean over the pages of a repeat.',
    },
  },
  checks: {
    sharedSeen: { kind: 'A', words: 'Shared memory: each sees all writes of the other' },
    copyIsolated: { kind: 'A', words: 'A copy: neither sees a write of the other' },
    privateGrows: { kind: 'G', words: 'A fork’s unique set grows by the written pages, ±10%' },
  },
  live: {
    written: { title: 'Written pages', unit: 'count' },
  },
  chart: { x: 'writtenShare', by: 'kind', metric: 'privateBytes', also: ['visibleWrites', 'touchLatency'] },
  page: {
    how: [
      'Each repeat is a fresh process. Main makes a region and writes to every page of it, then starts the other. The other writes one byte of each chosen page, main looks which of those it sees; then main writes another byte of the same pages and the other looks.',
      'Memory is the unique set (Private_Clean and Private_Dirty of smaps_rollup): pages that no other process has. The resident set would count a forked copy twice from the start, although nothing was copied.',
      'Before it is measured the other goes through the same steps on a few pages, so that what the interpreter itself touches is not counted. A forked process that wrote to fewer than 512 pages is not held to privateGrows: what it touches besides is no longer little beside them.',
      'A process that attaches shared memory has none of its pages mapped yet: its first write to each is a fault too, in which nothing is copied. Below some 2 MiB a worker’s copy may take memory that V8 has freed before, and no growth is seen.',
      'A Python thread or process writes in a loop of the interpreter, a worker in one that V8 compiled: touch latencies are compared within an engine.',
    ],
    expect: [
      'Threads have one address space: what one writes the other sees, and no page is added. The same holds for a SharedArrayBuffer, and between processes for shared memory.',
      'fork(2) copies no data. Both processes keep the same pages, marked read-only; the first write to each is a fault in which Linux copies that page. So private memory grows with the written share, not with the size, and each such write costs far more than one to a page of one’s own.',
      'In Python a forked process writes more than the program says: to look at an object is to change its count of references, and the page it lies on is copied. A bytearray’s contents have no such count.',
      'A plain object that is sent to a worker is copied whole, whether it is written to or not.',
    ],
    references: [
      'fork(2), mmap(2), proc_pid_smaps(5), shm_open(3).',
      'Python documentation: multiprocessing.shared_memory. Node documentation: worker.postMessage.',
      'HTML standard: StructuredSerializeInternal, SharedArrayBuffer objects.',
      'Instagram Engineering: Copy-on-write friendly Python garbage collection. 2017.',
    ],
  },
  overhead: { perRepeat: 0.6, once: 1, perRepeatOn: { node: 0.8 } },
});
