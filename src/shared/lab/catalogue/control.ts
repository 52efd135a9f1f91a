/** What a thread can do to its siblings, and a process to its children and to others, each done for real. */
import { defineExperiment } from '../experiment.ts';

export const control = defineExperiment({
  id: 'control',
  question: 'What can a thread do to its siblings, a process to its children?',
  group: 'Processes and threads',
  engines: ['python'],
  crowding: 'asked',
  parameters: {
    case: {
      unit: 'choice',
      title: 'Cases',
      sweep: true,
      default: ['eventStopsSiblings', 'daemonAtExit', 'terminateChild', 'signalStranger', 'mainChangesGlobal'],
      choices: [
        {
          value: 'eventStopsSiblings',
          engines: ['python'],
          help: 'A thread sets a threading.Event that three siblings look at between their turns.',
        },
        {
          value: 'daemonAtExit',
          engines: ['python'],
          help: 'The main thread ends while a daemon thread works; and again with a thread that is none.',
        },
        {
          value: 'terminateChild',
          engines: ['python'],
          help: 'A process calls terminate() on the one it has started.',
        },
        {
          value: 'signalStranger',
          engines: ['python'],
          help: 'A process sends SIGTERM to one that it has not started: another child of its parent.',
        },
        {
          value: 'mainChangesGlobal',
          engines: ['python'],
          help: 'The main thread changes a global variable that three threads and a forked process look at.',
        },
      ],
      help: 'What is done to whom.',
    },
  },
  metrics: {
    outcome: {
      title: 'Outcome',
      unit: 'text',
      better: null,
      shape: 'outcome',
      help: 'What came of it, beside what is said of threads and processes.',
    },
    latency: {
      title: 'Latency',
      unit: 'seconds',
      better: 'less',
      shape: 'scalar',
      help: 'From the act until its effect was seen: the last sibling ended, the process was gone, the last thread saw the change.',
    },
  },
  checks: {
    observed: { kind: 'A', words: 'It was done to a thread or process that was there, and what came of it was seen' },
  },
  live: {
    steps: { title: 'Steps', unit: 'count' },
  },
  chart: { x: 'case', by: 'engine', metric: 'outcome', also: ['latency'] },
  page: {
    how: [
      'Each repeat is a fresh process, in which one case is done once. What it is done to is started first and seen to be there. What comes of it is waited for, 15 s at most.',
      'Siblings and threads that look at a variable look a thousand times a second, so their latency is some milliseconds by design. A process counts as ended when its parent has its exit status.',
      'The stranger is a second child of the same process: to the one that sends the signal it is neither parent nor child. No other process of this machine is touched.',
      'The main thread that ends is one of a further interpreter, whose output tells what its threads came to.',
    ],
    expect: [
      'Python has no way to end a thread from outside. An event ends those that look at it, and no others: control among threads is agreement.',
      'At its end the interpreter waits for every thread but daemon threads. Those are cut off wherever they are: no finally clause runs.',
      'kill(2) asks whether the sender has the same user as the receiver, or the right to signal anyone (CAP_KILL). Who started whom plays no part: a process can end any other of its user. What only a parent can do is to wait for a child and read its exit status.',
      'Threads read the one global there is. A forked process has its own, as it was at the fork.',
    ],
    references: [
      'kill(2), wait(2), credentials(7).',
      'Python documentation: threading, Thread.daemon and Event objects; multiprocessing, Process.terminate.',
    ],
  },
  overhead: { perRepeat: 0.8, once: 1 },
});
