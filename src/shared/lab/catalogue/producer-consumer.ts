/** Producers put items into a bounded queue, consumers take them: how fast does it hand over? */
import { defineExperiment } from '../experiment.ts';
import { lockContention } from './lock-contention.ts';

const { criticalSection, duration } = lockContention.parameters;
const { threadCounts, switchesPerSecond } = lockContention.metrics;
const engines = ['wasm', 'native', 'node', 'python'] as const;

const threads = { unit: 'count', sweep: true, integer: true, scale: 'log', min: 1, max: 32 } as const;

export const producerConsumer = defineExperiment({
  id: 'producer-consumer',
  question: 'How fast does a bounded queue hand over?',
  group: 'Locks and signals',
  engines,
  crowding: 'asked',
  parameters: {
    queue: {
      unit: 'choice',
      title: 'Queues',
      sweep: true,
      default: ['condition', 'queue.Queue', 'Condition', 'ring'],
      choices: [
        {
          value: 'condition',
          engines: ['wasm', 'native'],
          series: 1,
          help: 'A ring under a mutex, with a condition for “not empty” and one for “not full”.',
        },
        { value: 'queue.Queue', engines: ['python'], series: 2, help: 'Python’s own, which looks again by itself.' },
        {
          value: 'Condition',
          engines: ['python'],
          series: 3,
          help: 'A deque under a Lock, with a threading.Condition for “not empty” and one for “not full”.',
        },
        {
          value: 'ring',
          engines: ['node'],
          series: 4,
          help: 'A ring without a lock, by Atomics alone; who finds it empty or full sleeps in Atomics.wait.',
        },
      ],
      help: 'One kind, or several to compare.',
    },
    producers: { ...threads, title: 'Producers', default: [1], help: 'Threads that make items and put them.' },
    consumers: { ...threads, title: 'Consumers', default: [1], help: 'Threads that take items and use them.' },
    capacity: {
      unit: 'count',
      title: 'Places',
      sweep: true,
      integer: true,
      scale: 'log',
      min: 1,
      max: 1024,
      default: [1, 16, 256],
      help: 'Capacity: items that the queue holds at most.',
    },
    itemWork: {
      ...criticalSection,
      title: 'Work on an item',
      default: [1e-6],
      help: 'Work of the producer before it puts an item, and of the consumer after it has taken one; calibrated before the run.',
    },
    wait: {
      unit: 'choice',
      title: 'Wait',
      sweep: true,
      onlyWith: { parameter: 'queue', values: ['condition', 'Condition', 'ring'] },
      default: ['while'],
      choices: [
        { value: 'while', engines, help: 'Who is woken looks again, and waits again where another was first.' },
        { value: 'if', engines, help: 'The classic mistake: who is woken goes on.' },
      ],
      help: 'How a thread waits for “not empty” and “not full”; queue.Queue does it in its own way.',
    },
    duration,
  },
  metrics: {
    throughput: {
      title: 'Throughput',
      unit: 'perSecond',
      better: 'more',
      shape: 'scalar',
      help: 'Items taken a second by all consumers together, while all threads ran.',
    },
    handoverLatency: {
      title: 'Handover latency',
      unit: 'seconds',
      better: 'less',
      shape: 'histogram',
      help: 'From asking to put an item until a consumer has it, on items sampled at random: the wait for room and the stay in the queue are part of it.',
    },
    depth: {
      title: 'Depth',
      unit: 'count',
      better: null,
      shape: 'series',
      help: 'Items in the queue, read 20 times a second.',
    },
    mistakes: {
      title: 'Mistakes',
      unit: 'count',
      better: 'less',
      shape: 'scalar',
      help: 'Times that a woken thread went on although the queue was empty, or full. Each is counted and refused; the forced schedule is part of it.',
    },
    forcedSchedule: {
      title: 'Forced schedule',
      unit: 'text',
      better: null,
      shape: 'outcome',
      help: 'What a consumer does that is woken for an item which another consumer takes first.',
    },
    threadCounts: { ...threadCounts, help: 'Items that each thread has put, or taken: the producers come first.' },
    switchesPerSecond,
  },
  checks: {
    eachOnce: { kind: 'A', words: 'Each item put is taken once, or is left at the end' },
    orderKept: { kind: 'A', words: 'Of each producer a consumer sees the items in their order' },
  },
  live: {
    put: { title: 'Items put', unit: 'count' },
    taken: { title: 'Items taken', unit: 'count', rateOf: 'throughput' },
  },
  chart: {
    x: 'capacity',
    by: 'queue',
    metric: 'throughput',
    also: ['handoverLatency', 'depth', 'forcedSchedule'],
  },
  page: {
    how: [
      'Each item is its producer’s number and its own. Producers and consumers sum them up by a hash as they put and take them; at the end both sums must agree but for what is left in the queue.',
      'Every repeat begins with a forced schedule: one consumer waits at the empty queue; an item is put, the consumer is woken for it, and before it has the mutex again another has taken the item. With “while” it looks, and waits again; with “if” it goes on and would take what is not there. On node the item is taken back before the wake: in a ring without a lock the two are apart in any case.',
      'In this experiment such a mistake is counted and the call refused, so that nothing is destroyed. Elsewhere it hands out an old item a second time, or overwrites one that nobody has read.',
      'Some items, drawn at random, bear the time at which their producer asked to put them. The depth is read from outside, 20 times a second, without the mutex.',
      'On python queue.Queue is that of the module queue, with plain put and get; Condition is the same written out, so that it can be made wrong. On node the ring is D. Vyukov’s: each place bears a number that tells whose turn it is, and places are claimed by a compare-and-swap.',
    ],
    expect: [
      'With a capacity of 1 every item is a handover from thread to thread: the consumer sleeps, is woken, and the producer sleeps in its turn. Throughput is that of context switches.',
      'A larger queue lets either side work on while the other sleeps, and wakes are fewer. How full it is says which side is faster: it stands full before slow consumers and empty behind slow producers.',
      'A full queue adds latency and no throughput: each item waits for all that are before it.',
      'That “if” is wrong shows seldom by itself: it takes a second consumer that comes at just that moment. That it did not show proves nothing.',
      'Under Python’s interpreter lock producer and consumer do not run at once: whoever waits gives the interpreter up, and whoever does not keeps it until the queue is full, or empty.',
    ],
    references: [
      'B. Lampson, D. Redell: Experience with processes and monitors in Mesa. CACM 23(2), 1980.',
      'C. A. R. Hoare: Monitors: an operating system structuring concept. CACM 17(10), 1974.',
      'R. Arpaci-Dusseau, A. Arpaci-Dusseau: Operating Systems: Three Easy Pieces, chapter 30, Condition variables.',
      'D. Vyukov: Bounded MPMC queue. 1024cores.net, 2011.',
      'Python documentation: queue; threading, Condition objects.',
      'POSIX.1-2024: pthread_cond_wait, on spurious wakeups.',
    ],
  },
  overhead: { perRepeat: 0.4, once: 2, perRepeatOn: { python: 0.7 } },
});
