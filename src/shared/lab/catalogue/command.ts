/** Any program with its arguments, as a person would start it: what do its threads do? */
import { defineExperiment } from '../experiment.ts';

export const command = defineExperiment({
  id: 'command',
  question: 'What do this program’s threads do?',
  group: 'Your own code',
  engines: ['any'],
  crowding: 'asked',
  usualRepeats: 1,
  parameters: {
    program: {
      unit: 'text',
      title: 'Program and arguments',
      sweep: false,
      holds: 'command',
      default: ['sleep 1'],
      help: 'As in a terminal: words, quotes and backslashes. No shell reads it, so | > * $ mean nothing; sh -c starts one.',
    },
    cwd: {
      unit: 'text',
      title: 'Folder',
      sweep: false,
      holds: 'folder',
      default: ['~'],
      help: 'Where it starts; ~ is your home folder.',
    },
  },
  metrics: {
    wall: {
      title: 'Wall time',
      unit: 'seconds',
      better: 'less',
      shape: 'scalar',
      help: 'From the start of the program to its end.',
    },
    cpuTime: {
      title: 'CPU time',
      unit: 'seconds',
      better: 'less',
      shape: 'scalar',
      help: 'Of the program and of all that it started and waited for, user and system, as Linux counts it when they have ended; in steps of 10 ms.',
    },
    runningThreads: {
      title: 'Running threads',
      unit: 'count',
      better: null,
      shape: 'scalar',
      help: 'CPU time over wall time: how many threads were on a CPU on average. Not available below 0.1 s.',
    },
    peakMemory: {
      title: 'Peak memory',
      unit: 'bytes',
      better: 'less',
      shape: 'scalar',
      help: 'The largest sum of the resident sets of its processes in any reading, or the largest resident set that Linux noted of one of them. Shared pages count in each.',
    },
    switches: {
      title: 'Context switches',
      unit: 'count',
      better: null,
      shape: 'scalar',
      help: 'Voluntary and involuntary, of all its threads as they were last seen: what a thread did after that, and threads that were never seen, are not in it.',
    },
    outcome: {
      title: 'How it ended',
      unit: 'text',
      better: null,
      shape: 'outcome',
      help: 'Its exit status, or the signal that ended it.',
    },
    threads: {
      title: 'Threads',
      unit: 'count',
      better: null,
      shape: 'series',
      help: 'Threads of the program and of all that it started, in whatever state.',
    },
    states: {
      title: 'Threads by state',
      unit: 'count',
      better: null,
      shape: 'series',
      help: 'Threads of the program and of all that it started, by the state that Linux gives each.',
    },
    cpu: {
      title: 'CPU',
      unit: 'cores',
      better: null,
      shape: 'series',
      help: 'CPU time of all its threads between two readings, over the time between them (100% is one core).',
    },
  },
  checks: {
    exitReported: { kind: 'A', words: 'Its exit status, or the signal that ended it, is known' },
  },
  live: {
    cpuSeconds: { title: 'CPU seconds', unit: 'seconds' },
  },
  chart: { x: 'engine', by: 'engine', metric: 'outcome', also: ['states', 'threads', 'cpu'] },
  page: {
    how: [
      'The program is started as it is written, in the folder that is named, with Threadlab’s environment less NODE_OPTIONS, without input, and without a shell. Nothing else is started.',
      'The program and all that it starts, followed by their parents from the start, are read from /proc 20 times a second (more often in the first instants, less often where there are thousands of threads): the state of each thread, its CPU time and switches, and the memory of each process.',
      'A repeat ends when the program ends. What it left running is then ended, also what left its process group; only what cleared its environment and detached before it was seen is not found.',
      'Its output is read, of which the last lines are kept in the record. Exports leave the command line, the folder and the output out.',
    ],
    expect: [
      'Running or runnable (R): on a CPU, or waiting for one; more of them than CPUs share the time. Asleep (S): waiting for a lock, a timer, a socket. Disk (D): in a system call that cannot be interrupted, mostly reading or writing. Stopped (T): by a signal or a debugger.',
      'Many threads and about one running: they wait for each other, or an interpreter lets one at a time. Many running at full CPU: they compute side by side.',
      'Many switches for little CPU time: threads that wake each other often.',
      'A Python script whose folder has a file called as a standard module (random.py) gets that file in the module’s place: such files are warned of before the start.',
    ],
    references: ['proc_pid_stat(5), proc_pid_status(5); time(1).', 'Documentation/scheduler/sched-stats.rst.'],
  },
  overhead: { perRepeat: 0.1, once: 0.2 },
  longestRepeat: 24 * 3600,
});
