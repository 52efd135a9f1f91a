/** Workers that mostly wait: when do several of them do more than one, although one runs at a time? */
import { defineExperiment } from '../experiment.ts';

const engines = ['python', 'node'] as const;

export const ioBound = defineExperiment({
  id: 'io-bound',
  question: 'When do threads win although one runs at a time?',
  group: 'The interpreter lock',
  engines,
  crowding: 'asked',
  parameters: {
    mode: {
      unit: 'choice',
      title: 'Modes',
      sweep: true,
      default: ['threads', 'async', 'workers', 'serial', 'processes'],
      choices: [
        {
          value: 'serial',
          engines,
          series: 5,
          help: 'One thread makes one request after the other, whatever the number of workers.',
        },
        { value: 'threads', engines: ['python'], series: 1, help: 'A threading.Thread for each worker.' },
        {
          value: 'processes',
          engines: ['python'],
          series: 2,
          help: 'A process for each worker, forked by multiprocessing.',
        },
        {
          value: 'async',
          engines,
          series: 3,
          help: 'A task for each worker, all in one thread with an event loop: asyncio, or promises of Node.',
        },
        { value: 'workers', engines: ['node'], series: 4, help: 'A worker thread of Node for each worker.' },
      ],
      help: 'Who waits.',
    },
    workers: {
      unit: 'count',
      title: 'Workers',
      sweep: true,
      integer: true,
      scale: 'log',
      min: 1,
      max: 64,
      perCpu: 16,
      default: [1, 4, 16],
      help: 'How many requests are under way at once, except serially.',
    },
    kind: {
      unit: 'choice',
      title: 'Kinds',
      sweep: true,
      default: ['socket'],
      choices: [
        { value: 'sleep', engines, help: 'The wait alone; nobody is asked.' },
        {
          value: 'socket',
          engines,
          help: 'A line is sent to a server on loopback, which sends it back after the wait.',
        },
        {
          value: 'file',
          engines,
          help: 'A record of 4 KiB is written to a temporary file, flushed to the disk (fsync) and read back: the disk decides how long it takes.',
        },
      ],
      help: 'What is waited for.',
    },
    wait: {
      unit: 'seconds',
      title: 'Wait',
      sweep: true,
      onlyWith: { parameter: 'kind', values: ['sleep', 'socket'] },
      integer: false,
      scale: 'log',
      min: 0.001,
      max: 0.05,
      default: [0.01],
      help: 'How long a sleep is, or the server waits before it answers.',
    },
    duration: {
      unit: 'seconds',
      title: 'Duration',
      sweep: false,
      integer: false,
      scale: 'linear',
      min: 0.1,
      max: 60,
      default: [0.5],
      help: 'How long requests are made by all workers. Before that one of them works alone, for as long but at most for 0.3 s.',
    },
  },
  metrics: {
    speedup: {
      title: 'Speedup',
      unit: 'count',
      better: 'more',
      shape: 'scalar',
      help: 'Requests a second of all workers over those of one worker of the same kind alone, measured just before in the same repeat.',
    },
    throughput: {
      title: 'Throughput',
      unit: 'perSecond',
      better: 'more',
      shape: 'scalar',
      help: 'Requests answered a second, by all workers together.',
    },
  },
  checks: {
    allAnswered: { kind: 'A', words: 'Every request is answered, and none twice' },
  },
  live: {
    requests: { title: 'Requests', unit: 'count', rateOf: 'throughput' },
  },
  chart: { x: 'workers', by: 'mode', metric: 'speedup', also: ['throughput'] },
  page: {
    how: [
      'Each worker makes one request after the other, each with a number that its answer must bear. The server is a process of its own on loopback (TCP), started for the repeat and ended with it; it counts what it sends, which must be what was asked.',
      'Every repeat first measures one worker of the same kind alone, at most for 0.3 s: that is the rate which the speedup refers to, and it stays in the record as what was achieved by one worker.',
      'A worker’s rate is counted from its first answer in the time that counts to its last one, since a wait is a good part of that time.',
      'A file lies in the folder for temporary files and has no name. Where that is a file system in memory, nothing is waited for.',
      'asyncio and Node’s promises have no files of their own: a pool of threads does those calls, as many as workers in Python, 4 in Node. Node’s workers and its serial mode call them directly.',
      'Node’s timers count whole milliseconds.',
    ],
    expect: [
      'A thread that waits in a call of the system has given the interpreter lock away. So threads, tasks and processes all do about as many times the work as there are workers, as long as waiting is nearly all that they do.',
      'The gain ends where the requests’ own work fills a CPU: with the lock that is one CPU for all threads, and one for an event loop; processes may use them all.',
      'A task costs far less memory than a thread, and a thread less than a process. What waits in thousands is a task.',
      'Serially, 4 workers take 4 times as long: the speedup stays at 1.',
      'Flushes to one disk are not independent: it may take several together, or one after the other.',
    ],
    references: [
      'Python documentation: asyncio; threading; concurrent.futures; selectors.',
      'Node documentation: the event loop, timers, and nextTick; UV_THREADPOOL_SIZE.',
      'D. Kegel: The C10K problem. 1999.',
      'fsync(2), tcp(7).',
    ],
  },
  overhead: { perRepeat: 0.8, once: 1, perRepeatOn: { node: 1.1 } },
});
