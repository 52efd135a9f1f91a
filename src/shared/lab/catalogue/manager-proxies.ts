/** Processes share an object that lives in a manager: what does a call cost, and what is lost where one operation is two calls? */
import { defineExperiment } from '../experiment.ts';
import { lockContention } from './lock-contention.ts';

const { duration } = lockContention.parameters;
const engines = ['python'] as const;
/** Types of which one call changes the object, and two calls read it and write what follows. */
const bothWays = ['list', 'dict', 'Namespace', 'Array'] as const;

const help = {
  list: 'append; or l[0] += 1, which is a read and a write.',
  dict: 'A key of its own is set; or d[k] += 1, which is a read and a write.',
  Namespace: 'An attribute of each process is set; or n.x += 1, which is a read and a write.',
  Lock: 'Acquired and released; it guards a count.',
  RLock: 'Acquired and released; it guards a count. Its owner may take it again.',
  Semaphore: 'One permit, acquired and released; it guards a count.',
  BoundedSemaphore: 'One permit, acquired and released; a release too many is refused.',
  Condition: 'Acquired, notified and released; its lock guards a count.',
  Event: 'Set.',
  Barrier: 'Waited at by all processes: an operation of each in every phase.',
  Queue: 'put.',
  Value: 'v.value += 1, which is a read and a write: there is no other way.',
  Array: 'An element of each process is set; or a[0] += 1, which is a read and a write.',
} as const;

const types = [
  'list',
  'dict',
  'Namespace',
  'Lock',
  'RLock',
  'Semaphore',
  'BoundedSemaphore',
  'Condition',
  'Event',
  'Barrier',
  'Queue',
  'Value',
  'Array',
] as const;

export const managerProxies = defineExperiment({
  id: 'manager-proxies',
  question: 'What does a shared object through a manager cost?',
  group: 'Between processes',
  engines,
  crowding: 'asked',
  parameters: {
    type: {
      unit: 'choice',
      title: 'Types',
      sweep: true,
      default: types,
      choices: types.map((value) => ({ value, engines, help: help[value] })),
      help: 'What the manager holds for all (multiprocessing.Manager).',
    },
    processes: {
      unit: 'count',
      title: 'Processes',
      sweep: true,
      integer: true,
      scale: 'log',
      min: 1,
      max: 32,
      default: [2],
      help: 'Processes that use the object at once, besides the manager.',
    },
    operation: {
      unit: 'choice',
      title: 'Operation',
      sweep: true,
      onlyWith: { parameter: 'type', values: bothWays },
      default: ['atomic', 'compound'],
      choices: [
        { value: 'atomic', engines, help: 'One call: the manager does it as a whole.' },
        { value: 'compound', engines, help: 'Read, then write: two calls, between which another process may write.' },
      ],
      help: 'How a list, dict, Namespace or Array is changed. All others have one way: that of a Value is compound.',
    },
    duration: { ...duration, default: [0.2] },
  },
  metrics: {
    operationsPerSecond: {
      title: 'Operations',
      unit: 'perSecond',
      better: 'more',
      shape: 'scalar',
      help: 'Operations of all processes together, a second. One may be several calls: an acquisition with its release, a read with its write.',
    },
    lostShare: {
      title: 'Lost share',
      unit: 'ratio',
      better: 'less',
      shape: 'scalar',
      help: 'Operations that were made and that the object, or what it guards, does not show at the end.',
    },
  },
  checks: {
    typeDoesItsJob: { kind: 'A', words: 'Between two processes each type does what it is there for' },
    atomicLosesNothing: { kind: 'A', words: 'Of operations that are one call, or guarded by one, none is lost' },
  },
  live: {
    operations: { title: 'Operations', unit: 'count', rateOf: 'operationsPerSecond' },
  },
  chart: { x: 'type', by: 'processes', metric: 'operationsPerSecond', also: ['lostShare'] },
  page: {
    how: [
      'Each repeat is a fresh process. It starts a manager, whose socket has a name of Linux and no file, so that nothing is left of it however it ends; then the object, and the processes that use it, by fork. All begin together.',
      'First the type does its job between two processes in a forced order, call by call: what one appends, sets or puts the other must see; a lock that one holds must keep the other out; whoever waits must sleep until the other comes.',
      'At the end the object is held against what the processes counted. A lock, a semaphore with one permit and a condition guard a count in memory that all share, which each raises by a read, a yield of the CPU and a write.',
      'A list or dict grows by every operation, and its last length is asked once.',
    ],
    expect: [
      'A proxy holds no data: each call is pickled, sent through a socket, done by a thread of the manager, and answered. That is some hundred microseconds, a hundred times the cost of the same call on an object of one’s own.',
      'The manager is one process with one interpreter lock. More processes do not make it faster: they wait for one another there.',
      'Each call is whole: the manager does it for one process at a time. So append loses nothing, and d[k] += 1 does, since another process may write between its two calls.',
      'A lock through a manager costs two calls for each critical section; whoever waits for it waits in a thread of the manager.',
    ],
    references: [
      'Python documentation: multiprocessing, Managers, Proxy objects.',
      'Lib/multiprocessing/managers.py of CPython.',
    ],
  },
  overhead: { perRepeat: 1, once: 1 },
});
