/** Messages go from one side of a channel to the other: how many a second, how many bytes, and how long to and fro? */
import { defineExperiment } from '../experiment.ts';
import { lockContention } from './lock-contention.ts';

const { duration } = lockContention.parameters;
const engines = ['python', 'node'] as const;

export const ipcThroughput = defineExperiment({
  id: 'ipc-throughput',
  question: 'Which channel carries how much?',
  group: 'Between processes',
  engines,
  crowding: 'asked',
  parameters: {
    channel: {
      unit: 'choice',
      title: 'Channels',
      sweep: true,
      default: [
        'queue.Queue',
        'multiprocessing.Queue',
        'Pipe',
        'Manager.Queue',
        'messagePort',
        'sharedRing',
        'childIpc',
        'pipe',
      ],
      choices: [
        {
          value: 'queue.Queue',
          engines: ['python'],
          group: 'between threads',
          series: 1,
          help: 'A queue of one process: a thread puts, another gets, and what they pass is the object itself.',
        },
        {
          value: 'multiprocessing.Queue',
          engines: ['python'],
          group: 'between processes',
          series: 2,
          help: 'A pipe with a lock and a semaphore; a thread of the sender pickles and writes.',
        },
        {
          value: 'SimpleQueue',
          engines: ['python'],
          group: 'between processes',
          series: 5,
          help: 'multiprocessing.SimpleQueue: a pipe with a lock; the sender writes itself.',
        },
        {
          value: 'Pipe',
          engines: ['python'],
          group: 'between processes',
          series: 3,
          help: 'multiprocessing.Pipe: two ends, each of which sends and receives; bytes go by send_bytes.',
        },
        {
          value: 'Manager.Queue',
          engines: ['python'],
          group: 'between processes',
          series: 4,
          help: 'A queue in a third process, the manager; each call is a request to it and an answer.',
        },
        {
          value: 'shared_memory',
          engines: ['python'],
          group: 'between processes',
          leastPython: '3.8',
          series: 6,
          help: 'A ring of places in multiprocessing.shared_memory (Python 3.8), with two semaphores.',
        },
        {
          value: 'messagePort',
          engines: ['node'],
          group: 'between threads',
          series: 1,
          help: 'postMessage to a worker: a copy by the structured clone algorithm.',
        },
        {
          value: 'sharedRing',
          engines: ['node'],
          group: 'between threads',
          series: 6,
          help: 'A ring of places in a SharedArrayBuffer; both sides wait by Atomics.wait. Objects go through it as JSON.',
        },
        {
          value: 'childIpc',
          engines: ['node'],
          group: 'between processes',
          series: 4,
          help: 'send of a forked child: JSON over a socket, or for bytes what serialization "advanced" makes of them.',
        },
        {
          value: 'pipe',
          engines: ['node'],
          group: 'between processes',
          series: 3,
          help: 'Standard input and output of a child, which Node makes of socket pairs; objects as JSON.',
        },
        {
          value: 'unixSocket',
          engines: ['node'],
          group: 'between processes',
          series: 7,
          help: 'A socket of this machine (net.connect to a name); objects as JSON.',
        },
      ],
      help: 'What carries the messages.',
    },
    messageSize: {
      unit: 'bytes',
      title: 'Message size',
      sweep: true,
      integer: true,
      scale: 'log',
      min: 16,
      max: 1024 * 1024,
      default: [64, 4096, 65_536],
      help: 'Bytes of a message. Of the shape objects: a list of as many numbers as take that many bytes in C.',
    },
    shape: {
      unit: 'choice',
      title: 'Shape',
      sweep: true,
      default: ['bytes'],
      choices: [
        { value: 'bytes', engines, help: 'A block of bytes: what is measured is copying and waking.' },
        { value: 'objects', engines, help: 'A list of numbers, which must be made into bytes and back.' },
      ],
      help: 'What a message is.',
    },
    duration,
  },
  metrics: {
    messagesPerSecond: {
      title: 'Messages',
      unit: 'perSecond',
      better: 'more',
      shape: 'scalar',
      help: 'Messages received a second, from before the first was made until the last was there.',
    },
    bytesPerSecond: {
      title: 'Bytes',
      unit: 'bytesPerSecond',
      better: 'more',
      shape: 'scalar',
      help: 'The same times the message size. A queue.Queue hands over the object and copies nothing, so that its figure is no bandwidth.',
    },
    roundTrip: {
      title: 'Round trip',
      unit: 'seconds',
      better: 'less',
      shape: 'scalar',
      help: 'A message there and the same one back, with nothing else on its way: the median of a repeat.',
    },
  },
  checks: {
    checksums: { kind: 'A', words: 'What was received is what was sent, in its order, and what came back too' },
    reach: {
      kind: 'A',
      words: 'What another process puts into a queue.Queue is not there, into a multiprocessing.Queue it is',
    },
    managerSlower: {
      kind: 'G',
      words: 'Of 64 B a Pipe carries more than three times as many messages as a Manager.Queue',
    },
  },
  live: {
    messages: { title: 'Messages', unit: 'count', rateOf: 'messagesPerSecond' },
  },
  chart: { x: 'messageSize', by: 'channel', metric: 'messagesPerSecond', also: ['bytesPerSecond', 'roundTrip'] },
  page: {
    how: [
      'Each repeat is a fresh process. It starts the receiver (a process by fork or a child of Node; a thread or worker where the channel is one between threads), sends for a fifth of the asked time to warm up, then for the asked time, and then sends one message to and fro for three tenths of it.',
      'What a channel holds at most is bounded: 64 messages, of long ones 4 MiB. A sender that is faster waits, as it does at a full pipe. In Node the receiver of a port or of child messages sends a leave back for each half of that, since neither would make the sender wait by itself.',
      'Each message bears its number at both ends. Sender and receiver add it to a CRC-32: 64 bytes at each end, and of one message in 64 the whole. That is part of what is measured, on both sides.',
      'Whether a queue reaches another process is tried in each repeat: a forked process puts a word into it, and when it has ended its parent looks.',
      'In Python the message count of the live chart is noted every 16 messages.',
    ],
    expect: [
      'Small messages cost what a call, a wake-up and a switch cost; long ones what copying them costs. Messages a second are level at first and then fall as the size grows, and bytes a second rise towards what memory can move.',
      'A queue.Queue is fast and reaches no other process: each process has a copy of its own after a fork, of which the other sees nothing.',
      'A Manager.Queue is an object in a third process. To put is one request with its answer, and so is to get, with two switches each: several times slower than a pipe, at small messages by an order of magnitude.',
      'multiprocessing.Queue pickles and writes in a thread of its own, which shares the interpreter with whoever puts: a SimpleQueue or Pipe without that thread may be faster or slower, by how the CPUs are shared.',
      'Shared memory is copied into and out of by the two themselves, without a call to Linux but to sleep and to wake.',
      'Objects cost more to make into bytes and back than to carry.',
    ],
    references: [
      'Python documentation: queue, multiprocessing (Pipes and Queues, Managers), multiprocessing.shared_memory.',
      'Node.js documentation: worker_threads, child_process (Advanced serialization), net.',
      'pipe(7), unix(7), shm_overview(7).',
      'W. R. Stevens, S. A. Rago: Advanced Programming in the UNIX Environment, chapter 15, Interprocess communication.',
    ],
  },
  overhead: { perRepeat: 1, once: 1 },
});
