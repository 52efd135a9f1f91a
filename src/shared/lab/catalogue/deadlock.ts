/** Philosophers take the fork on either side of them: how soon does a cycle close, and which rule prevents it? */
import { defineExperiment } from '../experiment.ts';
import { lockContention } from './lock-contention.ts';

const { duration } = lockContention.parameters;
const { threadCounts } = lockContention.metrics;
const engines = ['wasm', 'native', 'python'] as const;

export const deadlock = defineExperiment({
  id: 'deadlock',
  question: 'How soon does a cycle close, and which rule prevents it?',
  group: 'Locks and signals',
  engines,
  crowding: 'asked',
  parameters: {
    rule: {
      unit: 'choice',
      title: 'Rules',
      sweep: true,
      default: ['none', 'ordered', 'tryLock', 'arbiter'],
      choices: [
        { value: 'none', engines, series: 1, help: 'Each takes the left fork, then waits for the right one.' },
        { value: 'ordered', engines, series: 2, help: 'Each takes the fork of the lower number first.' },
        { value: 'tryLock', engines, series: 3, help: 'Who does not get the second fork at once puts the first back.' },
        { value: 'arbiter', engines, series: 4, help: 'A semaphore lets all but one sit down at a time.' },
      ],
      help: 'One rule, or several to compare.',
    },
    philosophers: {
      unit: 'count',
      title: 'Philosophers',
      sweep: true,
      integer: true,
      scale: 'log',
      min: 2,
      max: 64,
      default: [2, 5],
      help: 'Threads round the table, with as many forks: a lock between each two.',
    },
    duration,
  },
  metrics: {
    meals: {
      title: 'Meals',
      unit: 'perSecond',
      better: 'more',
      shape: 'scalar',
      help: 'Meals a second of all philosophers together, the time in deadlocks included.',
    },
    timeToDeadlock: {
      title: 'Time to deadlock',
      unit: 'seconds',
      better: null,
      shape: 'histogram',
      help: 'From the first philosopher at the table until the cycle of waits was found; the look for it begins when a wait has lasted 1 ms. Empty where there was none.',
    },
    waitForCycle: {
      title: 'Cycle of waits',
      unit: 'count',
      better: null,
      shape: 'scalar',
      help: 'Philosophers that waited in a circle, the mean over the deadlocks; not available where there was none.',
    },
    lockOrderWarning: {
      title: 'Lock-order warning',
      unit: 'text',
      better: null,
      shape: 'outcome',
      help: 'Whether the order in which forks were waited for, with another in hand, has a cycle: a warning also in a run that did not stand still.',
    },
    threadCounts: { ...threadCounts, help: 'Meals of each philosopher.' },
  },
  checks: {
    cycleReal: { kind: 'A', words: 'Every deadlock that is told still stands 2 ms later, with the same waits' },
    rulesHold: { kind: 'A', words: 'With a rule there is no deadlock' },
    neighboursApart: { kind: 'A', words: 'Never two neighbours eating at once' },
  },
  live: {
    meals: { title: 'Meals', unit: 'count', rateOf: 'meals' },
  },
  chart: { x: 'philosophers', by: 'rule', metric: 'meals', also: ['timeToDeadlock', 'lockOrderWarning'] },
  page: {
    how: [
      'Each philosopher thinks for 1 µs, takes a fork, works for 1 µs, takes the other, and eats for 1 µs. Threads that wait for a fork sleep, and are seen so in the Monitor under the name “philosopher”.',
      'Who has waited for 1 ms follows the waits: the fork it waits for, its owner, what that one waits for, and so on. A walk that comes back is made again; where every philosopher on it has changed nothing meanwhile, there was a moment at which all of them waited. The cycle is looked at once more 2 ms later, then told; all put their forks back, and the next round begins.',
      'The order graph has an edge from a fork that was held to one that was waited for. A cycle in it is a warning, as Linux’s lockdep gives it, whether or not the run ever stood still.',
      'On native the forks are mutexes of POSIX and the arbiter is a semaphore; on wasm both are words with a futex; on python they are Lock and Semaphore of the module threading, and whoever waits for a fork asks again each millisecond.',
    ],
    expect: [
      'Without a rule the table stands still within milliseconds: it is enough that each has taken one fork. With more philosophers the circle is longer, and closes later. Under Python’s interpreter lock somebody must lose the interpreter between his two forks, which happens once in 5 ms at most: the cycle closes later there.',
      'Forks taken in the order of their numbers cannot make a circle: somebody in it would wait for a lower number than he holds.',
      'Who puts the first fork back breaks the condition “hold and wait”; the price is work in vain, and all may do so in step for a while (livelock), against which each waits for a time of chance.',
      'The arbiter leaves one chair empty, so that somebody always has both forks. The order graph warns all the same: it does not know of the arbiter.',
    ],
    references: [
      'E. W. Dijkstra: Hierarchical ordering of sequential processes. Acta Informatica 1, 1971.',
      'E. Coffman, M. Elphick, A. Shoshani: System deadlocks. Computing Surveys 3(2), 1971.',
      'K. M. Chandy, J. Misra: The drinking philosophers problem. ACM TOPLAS 6(4), 1984.',
      'Linux: Documentation/locking/lockdep-design.rst.',
    ],
  },
  overhead: { perRepeat: 0.3, once: 2, perRepeatOn: { python: 0.7 } },
});
