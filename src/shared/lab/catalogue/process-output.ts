/** Several processes print lines to one output: do they mix? */
import { defineExperiment } from '../experiment.ts';

export const processOutput = defineExperiment({
  id: 'process-output',
  question: 'Do lines of several processes mix on one output?',
  group: 'Processes and threads',
  engines: ['python'],
  crowding: 'asked',
  parameters: {
    lock: {
      unit: 'choice',
      title: 'Locks',
      sweep: true,
      default: ['none', 'Lock'],
      choices: [
        { value: 'none', engines: ['python'], series: 1, help: 'Each process prints when it has a line.' },
        { value: 'Lock', engines: ['python'], series: 2, help: 'A multiprocessing.Lock around each print.' },
      ],
      help: 'What keeps the processes apart.',
    },
    processes: {
      unit: 'count',
      title: 'Processes',
      sweep: true,
      integer: true,
      scale: 'log',
      min: 1,
      max: 16,
      default: [4],
      help: 'Processes that print, forked by multiprocessing.',
    },
    lines: {
      unit: 'count',
      title: 'Lines',
      sweep: true,
      integer: true,
      scale: 'log',
      min: 1,
      max: 10_000,
      default: [1000],
      help: 'Lines that each process prints.',
    },
    lineLength: {
      unit: 'count',
      title: 'Line length',
      sweep: true,
      integer: true,
      scale: 'log',
      min: 16,
      max: 65_536,
      default: [80, 4096, 4097, 20_000],
      help: 'Characters of a line, a byte each, its end included. Linux writes up to 4,096 bytes to a pipe at once (PIPE_BUF).',
    },
  },
  metrics: {
    brokenLines: {
      title: 'Broken lines',
      unit: 'ratio',
      better: 'less',
      shape: 'scalar',
      help: 'Of the lines printed, those that did not arrive whole: another’s bytes stood in them.',
    },
    throughput: {
      title: 'Throughput',
      unit: 'perSecond',
      better: 'more',
      shape: 'scalar',
      help: 'Lines a second of all processes together, until the last one was read.',
    },
  },
  checks: {
    noBrokenLines: { kind: 'A', words: 'With a lock every line arrives whole, once and in its process’s order' },
  },
  live: {
    lines: { title: 'Lines', unit: 'count', rateOf: 'throughput' },
  },
  chart: { x: 'lineLength', by: 'lock', metric: 'brokenLines', also: ['throughput'] },
  page: {
    how: [
      'Each repeat is a fresh process that forks the others. They stand at a start line, then each prints its lines with print() to one pipe, which the first process reads. A line names its process and its number and is filled up; it is whole if it arrives exactly as it was printed.',
      'Every process has a stream of its own over the pipe, buffered by the line as standard output on a terminal is: a line is one write(2).',
      'The lock is held around print() together with the flush that its line’s end causes.',
    ],
    expect: [
      'POSIX promises that a write of at most PIPE_BUF bytes to a pipe is not mixed with another’s, and Linux’s PIPE_BUF is 4,096. So lines up to that length arrive whole without any lock. That Python 3 prints no mixed lines rests on this: on one write for each line.',
      'A longer line is written in pieces whenever the pipe is nearly full, and another process’s may come between.',
      'With a lock no line is broken at any length. To hold it costs little beside the write.',
      'Standard output that is no terminal is buffered by 8 KiB and not by the line: then a lock around print() alone guards only the buffer, and lines break where buffers end. flush=True within the lock mends that.',
    ],
    references: [
      'POSIX.1-2024: write, PIPE_BUF. Linux: pipe(7).',
      'Python documentation: multiprocessing, synchronization between processes; io.TextIOWrapper, line_buffering.',
    ],
  },
  overhead: { perRepeat: 1, once: 1 },
  longestRepeat: 20,
});
