/** The same tasks by P processes of T threads each: which split of the workers does most? */
import { defineExperiment } from '../experiment.ts';

export const processesTimesThreads = defineExperiment({
  id: 'processes-times-threads',
  question: 'How to split P processes of T threads over the CPUs?',
  group: 'The interpreter lock',
  engines: ['python'],
  crowding: 'asked',
  parameters: {
    processes: {
      unit: 'count',
      title: 'Processes',
      sweep: true,
      integer: true,
      scale: 'log',
      min: 1,
      max: 16,
      perCpu: 8,
      default: [1, 2, 4],
      help: 'Forked by multiprocessing, each with an interpreter of its own.',
    },
    threads: {
      unit: 'count',
      title: 'Threads',
      sweep: true,
      integer: true,
      scale: 'log',
      min: 1,
      max: 16,
      perCpu: 4,
      default: [1, 2, 4],
      help: 'Of each process.',
    },
    cpuShare: {
      unit: 'ratio',
      title: 'CPU share',
      sweep: true,
      integer: false,
      scale: 'linear',
      min: 0,
      max: 1,
      default: [0.5],
      help: 'How much of a task’s 5 ms it computes; for the rest it sleeps, as one that waits for an answer would.',
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
      help: 'How long all of them work. Before that one thread works alone, for as long but at most for 0.3 s.',
    },
  },
  metrics: {
    throughput: {
      title: 'Throughput',
      unit: 'perSecond',
      better: 'more',
      shape: 'grid',
      help: 'Tasks done a second, by all threads of all processes.',
    },
  },
  checks: {
    sameWork: {
      kind: 'A',
      words: 'Every thread’s tasks give the results that they must give, whichever way they are split',
    },
  },
  live: {
    tasks: { title: 'Tasks', unit: 'count', rateOf: 'throughput' },
  },
  chart: { x: 'processes', by: 'threads', metric: 'throughput' },
  page: {
    how: [
      'A task computes for a share of 5 ms and sleeps for the rest of them. How many units of arithmetic are that share is measured in each repeat, by one thread’s CPU time; one thread alone then shows the share that was achieved.',
      'Every thread does tasks of its own share of the work. What its units gave is added up and held against what they must give.',
      'All threads are in their loops before the time begins that counts, and stay in them until after its end. A task counts where it ends in that time.',
      'Each repeat is a fresh interpreter, which forks the processes before it has any thread.',
    ],
    expect: [
      'A thread that sleeps leaves the interpreter to the others of its process: with a CPU share of a tenth, some ten threads keep one process busy. More threads then only wait for the interpreter lock.',
      'A process whose interpreter has its lock on never uses more than one CPU. For work that computes it takes as many processes as CPUs; more threads in them add what is slept, and no more.',
      'Once all CPUs are busy neither more processes nor more threads gain anything. Processes cost memory, threads cost hand-overs of the lock.',
      'On a free-threaded build threads may take the place of processes.',
    ],
    references: [
      'Python documentation: multiprocessing, contexts and start methods; threading.',
      'D. Beazley: Understanding the Python GIL. PyCon 2010.',
      'B. Goetz et al.: Java Concurrency in Practice, chapter 8.2, Sizing thread pools. 2006.',
    ],
  },
  overhead: { perRepeat: 0.9, once: 1 },
});
