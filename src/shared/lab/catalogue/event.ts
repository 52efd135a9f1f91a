/** One thread sets an event for which others wait: how long until all of them run? */
import { defineExperiment } from '../experiment.ts';
import { lockContention } from './lock-contention.ts';

const { duration } = lockContention.parameters;
const engines = ['wasm', 'native', 'python'] as const;

export const event = defineExperiment({
  id: 'event',
  question: 'How long until all the waiters run?',
  group: 'Locks and signals',
  engines,
  crowding: 'asked',
  parameters: {
    waiters: {
      unit: 'count',
      title: 'Waiters',
      sweep: true,
      integer: true,
      scale: 'log',
      min: 1,
      max: 64,
      default: [1, 4, 16],
      help: 'Threads that wait for the event; one more sets it.',
    },
    duration,
  },
  metrics: {
    wakeFirst: {
      title: 'First waiter',
      unit: 'seconds',
      better: 'less',
      shape: 'scalar',
      help: 'From just before the set until the first waiter runs again: the median over the rounds.',
    },
    wakeLast: {
      title: 'Last waiter',
      unit: 'seconds',
      better: 'less',
      shape: 'scalar',
      help: 'From just before the set until the last waiter runs again: the median over the rounds.',
    },
    switches: {
      title: 'Switches',
      unit: 'count',
      better: 'less',
      shape: 'scalar',
      help: 'Context switches of all threads in a round, those of the setter and of keeping step included.',
    },
  },
  checks: {
    asDocumented: { kind: 'A', words: 'set, isSet, clear and wait do what is documented of them' },
  },
  live: {
    sets: { title: 'Sets', unit: 'count' },
    wakes: { title: 'Wakes', unit: 'count' },
  },
  chart: { x: 'waiters', by: 'engine', metric: 'wakeLast', also: ['wakeFirst', 'switches'] },
  page: {
    how: [
      'All waiters wait; a fifth of a millisecond later (on Python one millisecond), when they are asleep, the setter takes the time and sets the event. Each waiter takes the time as soon as it runs. When all do, the event is cleared and the next round begins.',
      'In every round the calls are held to what is documented: isSet is false before the set and after the clear, and true between; no wait returns before the set; a wait for an event that is set returns at once; now and then one with a time limit must run out on a cleared one.',
      'On python it is the module’s threading.Event, a flag with a Lock and a Condition; on native the same is made of a mutex and a condition. On wasm the flag is itself the futex on which the waiters sleep.',
    ],
    expect: [
      'The first waiter runs after one wake: the system call, and on another CPU an interrupt that gets it out of its idle state, some 5 to 100 µs.',
      'The last one runs later with every waiter: they are woken one after the other, and where they are more than the CPUs they run one after the other.',
      'Of a condition all waiters need its mutex to return, so that they leave one by one even on many CPUs.',
      'On Python each waiter needs the interpreter besides: all are woken by one thread, and run again one after the other as it is passed on.',
    ],
    references: [
      'Python documentation: threading, Event objects.',
      'C. A. R. Hoare: Monitors: an operating system structuring concept. CACM 17(10), 1974.',
      'POSIX.1-2024: pthread_cond_broadcast. U. Drepper: Futexes are tricky. 2011.',
    ],
  },
  overhead: { perRepeat: 0.3, once: 2, perRepeatOn: { python: 0.7 } },
});
