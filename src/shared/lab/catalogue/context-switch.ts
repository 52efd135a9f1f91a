/** Two hand a token to and fro, so that at each turn one falls asleep and the other wakes: what does that cost? */
import { defineExperiment } from '../experiment.ts';
import { lockContention } from './lock-contention.ts';

const { duration } = lockContention.parameters;
const engines = ['wasm', 'native', 'python', 'node'] as const;

export const contextSwitch = defineExperiment({
  id: 'context-switch',
  question: 'What does handing the CPU over cost?',
  group: 'Processes and threads',
  engines,
  crowding: 'asked',
  pinned: 'pair',
  parameters: {
    channel: {
      unit: 'choice',
      title: 'Channels',
      sweep: true,
      default: ['futex', 'condition', 'pipe', 'socket', 'messagePort'],
      choices: [
        {
          value: 'futex',
          engines: ['wasm', 'native'],
          series: 1,
          help: 'A word of shared memory on which each sleeps: futex(2), or Atomics.wait of WebAssembly.',
        },
        {
          value: 'condition',
          engines: ['native', 'python'],
          series: 2,
          help: 'A mutex and a condition: of pthreads, of threading, or of multiprocessing between processes.',
        },
        {
          value: 'pipe',
          engines: ['native', 'python', 'node'],
          series: 3,
          help: 'Two pipes, one for each direction, with read(2) and write(2).',
        },
        {
          value: 'socket',
          engines: ['native', 'python', 'node'],
          series: 4,
          help: 'A pair of connected UNIX sockets; on Node through its event loop.',
        },
        {
          value: 'messagePort',
          engines: ['node'],
          series: 5,
          help: 'Messages between main and a worker, so between threads alone.',
        },
      ],
      help: 'What the token goes through.',
    },
    between: {
      unit: 'choice',
      title: 'Between',
      sweep: true,
      default: ['threads'],
      onlyWith: { parameter: 'channel', values: ['futex', 'condition', 'pipe', 'socket'] },
      choices: [
        { value: 'threads', engines, help: 'Two threads of one process.' },
        {
          value: 'processes',
          engines: ['native', 'python', 'node'],
          help: 'Two processes, each with an address space of its own.',
        },
      ],
      help: 'Who the two are.',
    },
    placement: {
      unit: 'choice',
      title: 'Placement',
      sweep: true,
      default: ['free'],
      choices: [
        { value: 'sameCpu', engines, help: 'Both pinned to one CPU: it must switch from one to the other.' },
        {
          value: 'twoCpus',
          engines,
          help: 'Each pinned to a CPU of its own, of different cores where there are: one must wake the other’s.',
        },
        { value: 'free', engines, help: 'Linux places the two.' },
      ],
      help: 'Where the two run.',
    },
    workingSet: {
      unit: 'bytes',
      title: 'Working set',
      sweep: true,
      integer: true,
      scale: 'log',
      min: 0,
      max: 32 * 1024 ** 2,
      default: [0, 1024 ** 2],
      help: 'Memory of its own that each of the two goes through whenever it has the token.',
    },
    duration,
  },
  metrics: {
    roundTrip: {
      title: 'Round trip',
      unit: 'seconds',
      better: 'less',
      shape: 'scalar',
      help: 'From sending the token until it is back, touching both working sets included: two hand-overs, the mean over the time measured.',
    },
    switchesPerSecond: {
      title: 'Switches',
      unit: 'perSecond',
      better: null,
      shape: 'scalar',
      help: 'Context switches a second, voluntary and involuntary, of both together.',
    },
  },
  checks: {
    tokensBack: { kind: 'A', words: 'Every token comes back as it was sent' },
  },
  live: {
    turns: { title: 'Round trips', unit: 'count' },
  },
  chart: { x: 'workingSet', by: 'channel', metric: 'roundTrip', also: ['switchesPerSecond'] },
  page: {
    how: [
      'Main sends a token, a number, and sleeps until it comes back; the other sleeps until it comes and sends it back. So one of the two runs at a time. What comes before the first 50 to 100 ms is left out.',
      'On native, python and node each repeat is a fresh process, whose other is a thread (a worker on Node) or a further process; on wasm two threads of the runner sleep on a word of their memory by Atomics.wait.',
      'A pin is set by sched_setaffinity (taskset on Node and wasm) and read back: where one does not hold, the repeat says so and does not pass the gate. Main and the other alone are pinned, not the helper threads of Node.',
      'A working set is gone through a line at a time in C, WebAssembly and JavaScript; in Python a search that finds nothing goes through all its bytes in C. What that takes by itself is part of the round trip.',
      'A MessagePort reaches workers alone: where processes are asked too, its figure between threads stands beside theirs.',
      'Pipes on Node are named pipes read by a blocking read; sockets and messages come through its event loop.',
    ],
    expect: [
      'Linux switches between threads, and a thread’s context is little: registers and a stack. Between processes the CPU must change the address space as well, which costs more by far less than the switch itself; tagged TLBs (PCID) keep the translations.',
      'With a larger working set each turn finds a part of it gone from the cache, taken by the other’s. On two CPUs each keeps its own cache, but a sleeping CPU must be woken by an interrupt, which in a virtual machine is dear.',
      'On one CPU a hand-over is one switch in each direction. Twice that, and more, are steps of the channel: a condition wakes a thread that must still take its mutex, Python’s thread must also be given the interpreter.',
      'Node’s event loop adds a poll of its descriptors to each turn.',
    ],
    references: [
      'C. Li, C. Ding, K. Shen: Quantifying the cost of context switch. ExpCS 2007.',
      'L. McVoy, C. Staelin: lmbench: portable tools for performance analysis. USENIX 1996 (lat_ctx).',
      'futex(2), pipe(7), unix(7), sched_setaffinity(2).',
    ],
  },
  overhead: { perRepeat: 0.5, once: 2, perRepeatOn: { python: 0.6, node: 0.9 } },
});
