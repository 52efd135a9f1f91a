/** Threads read, write, copy and add up arrays of their own: how much can they move together? */
import { defineExperiment } from '../experiment.ts';

const engines = ['wasm', 'native'] as const;
const [MiB, GiB] = [1024 ** 2, 1024 ** 3];

export const memoryBandwidth = defineExperiment({
  id: 'memory-bandwidth',
  question: 'How much can N threads move?',
  group: 'The CPU',
  engines,
  crowding: 'warned',
  pinned: 'ownCores',
  parameters: {
    operation: {
      unit: 'choice',
      title: 'Operations',
      sweep: true,
      default: ['read', 'write', 'copy', 'triad'],
      choices: [
        { value: 'read', engines, help: 'Adds up one array: 8 bytes an element.', series: 1 },
        { value: 'write', engines, help: 'Writes one array: 8 bytes an element.', series: 2 },
        { value: 'copy', engines, help: 'Copies one array to another: 16 bytes an element.', series: 3 },
        {
          value: 'triad',
          engines,
          help: 'Adds one array of doubles and three times a second into a third: 24 bytes an element.',
          series: 4,
        },
      ],
      help: 'What the threads do.',
    },
    threads: {
      unit: 'count',
      title: 'Threads',
      sweep: true,
      integer: true,
      scale: 'log',
      min: 1,
      max: 256,
      default: [1, 2],
      help: 'Threads that move memory at the same time, each in a part of its own.',
    },
    workingSet: {
      unit: 'bytes',
      title: 'Working set',
      sweep: true,
      integer: true,
      scale: 'log',
      min: MiB,
      max: GiB,
      maxOn: { wasm: 512 * MiB },
      ofMachine: { memory: 0.25, lastLevels: 4 },
      default: [128 * MiB],
      help: 'All arrays of all threads together. Where it fits the caches, these are measured and not the memory. On wasm at most 512 MiB, since the memory of its kernels ends at 1 GiB. Nowhere more than a quarter of the memory, nor, above 128 MiB, than four times the last-level cache.',
    },
    duration: {
      unit: 'seconds',
      title: 'Duration',
      sweep: false,
      integer: false,
      scale: 'linear',
      min: 0.05,
      max: 60,
      default: [0.3],
      help: 'Time measured in each repeat.',
    },
  },
  metrics: {
    bytesPerSecond: {
      title: 'Bandwidth',
      unit: 'bytesPerSecond',
      better: 'more',
      shape: 'scalar',
      help: 'Bytes a second that the program reads and writes, of all threads together. What the caches move besides is not counted.',
    },
    threadBandwidth: {
      title: 'Each thread',
      unit: 'bytesPerSecond',
      better: null,
      shape: 'perThread',
      help: 'Bandwidth of each thread.',
    },
    loadLatency: {
      title: 'Load latency',
      unit: 'seconds',
      better: 'less',
      shape: 'scalar',
      help: 'Time of a load that needs the one before, in a set of the same size, of one thread alone in the same repeat.',
    },
    linesInFlight: {
      title: 'Lines in flight',
      unit: 'count',
      better: null,
      shape: 'scalar',
      help: 'Bandwidth of a thread × load latency / 64 B: how many cache lines it has under way at once.',
    },
  },
  checks: {
    sumsAgree: { kind: 'A', words: 'What was read and what was left in the arrays adds up to what it should' },
    linesInFlight: { kind: 'G', words: 'A thread has 1 to 100 lines under way, where loads take 10 ns and more' },
  },
  live: {
    bytes: { title: 'Bytes moved', unit: 'bytes', rateOf: 'bytesPerSecond' },
  },
  chart: {
    x: 'threads',
    by: 'operation',
    metric: 'bytesPerSecond',
    also: ['linesInFlight', 'threadBandwidth'],
  },
  page: {
    how: [
      'As in STREAM, each thread goes through arrays of its own, again and again, with loads and stores of 16 bytes on both engines. It has filled them itself, so that Linux placed them near it, and is pinned to a core of its own where there are enough.',
      'Counted is what the program moves. A core that writes a line reads it first, unless it sees that all of it is written: the memory then moves up to twice as much for a write, half as much again for a copy and a third more for a triad.',
      'Every element holds a known value, so what was read, and what is left in the arrays, is added up and compared afterwards: a loop that a compiler had shortened would not agree.',
      'Before each repeat one thread follows links through as many bytes, at random, for 0.1 s. By Little’s law bandwidth times latency are the bytes under way, and 64 of them are a line.',
    ],
    expect: [
      'One thread cannot use up the memory of a server: a core keeps some 10 to 50 lines under way, prefetched ones included, and waits. A few threads reach the limit of the memory controllers; more then share it.',
      'On a laptop one or two threads reach it. Two hardware threads of a core share its buffers, and gain little.',
      'Read is fastest. Write, copy and triad count fewer bytes than they cause.',
      'A set that the caches hold moves several times as fast, and grows with the cores. Wasm is as fast as C where memory is the limit, somewhat slower in the caches.',
    ],
    references: [
      'J. McCalpin: Memory bandwidth and machine balance in current high performance computers. IEEE TCCA Newsletter, 1995.',
      'J. Little: A proof for the queuing formula L = λW. Operations Research 9(3), 1961.',
      'U. Drepper: What every programmer should know about memory. 2007, section 6.',
    ],
  },
  overhead: { perRepeat: 0.9, once: 2 },
  longestRepeat: 60,
});
