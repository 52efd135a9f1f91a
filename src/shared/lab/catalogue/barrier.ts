/** Parties work and wait for one another, phase after phase: what does one straggler cost? */
import { defineExperiment } from '../experiment.ts';
import { lockContention } from './lock-contention.ts';

const { criticalSection, duration } = lockContention.parameters;
const engines = ['wasm', 'native', 'python'] as const;

export const barrier = defineExperiment({
  id: 'barrier',
  question: 'What does one straggler cost?',
  group: 'Locks and signals',
  engines,
  crowding: 'asked',
  parameters: {
    parties: {
      unit: 'count',
      title: 'Parties',
      sweep: true,
      integer: true,
      scale: 'log',
      min: 1,
      max: 64,
      default: [2, 4, 8],
      help: 'Threads that wait for one another.',
    },
    work: {
      ...criticalSection,
      title: 'Work',
      default: [100e-6],
      help: 'Work of each party in each phase, calibrated before the run.',
    },
    straggler: {
      unit: 'ratio',
      title: 'Straggler',
      sweep: true,
      integer: false,
      scale: 'linear',
      min: 0,
      max: 10,
      default: [0, 1],
      help: 'How much more work one party has than the others: 0% none, 100% twice as much.',
    },
    duration,
  },
  metrics: {
    phasesPerSecond: {
      title: 'Phases',
      unit: 'perSecond',
      better: 'more',
      shape: 'scalar',
      help: 'Phases a second that all parties have ended.',
    },
    waitShare: {
      title: 'Wait share',
      unit: 'ratio',
      better: 'less',
      shape: 'scalar',
      help: 'Share of their time that the parties spend at the barrier, waiting for others and being woken: of all together.',
    },
    threadWaits: {
      title: 'Each party',
      unit: 'ratio',
      better: null,
      shape: 'perThread',
      help: 'Share of its time that each party spends at the barrier. The first one is the straggler.',
    },
    switches: {
      title: 'Switches',
      unit: 'count',
      better: 'less',
      shape: 'scalar',
      help: 'Context switches of all parties in a phase.',
    },
  },
  checks: {
    onePhase: { kind: 'A', words: 'No party a phase ahead of another' },
  },
  live: {
    phases: { title: 'Phases', unit: 'count' },
  },
  chart: { x: 'parties', by: 'straggler', metric: 'phasesPerSecond', also: ['waitShare'] },
  page: {
    how: [
      'Each party works, comes to the barrier, and goes on when all have come. The first party may have more work than the others.',
      'Before it waits a party says at which barrier it is; who goes on looks at its neighbour, which must have come to this barrier and may at most stand at the next.',
      'Both ends of each wait are timed: two readings of the clock in a phase, whose cost is in the record.',
      'On native the barrier is POSIX’s pthread_barrier, on python the module’s threading.Barrier, a count under a Condition. On wasm it is the centralised barrier: a count of those who have come, a generation that the last one advances, and a futex on which the others sleep.',
    ],
    expect: [
      'A phase takes as long as its slowest party. One straggler with twice the work halves the phases however many parties there are, and the others wait half of their time.',
      'Without a straggler chance makes one: the more parties, the likelier that one of them was interrupted, and all wait for it. With more parties than CPUs some have not even begun when the first has come.',
      'With short work the barrier itself is what takes the time: all that sleep must be woken, one after the other.',
      'Under Python’s interpreter lock the parties work one after the other: a phase takes the work of all of them added up, and every party waits for the rest. A straggler then costs what its own work adds to that sum.',
    ],
    references: [
      'J. Mellor-Crummey, M. Scott: Algorithms for scalable synchronization on shared-memory multiprocessors. ACM TOCS 9(1), 1991.',
      'D. Hensgen, R. Finkel, U. Manber: Two algorithms for barrier synchronization. International Journal of Parallel Programming 17(1), 1988.',
      'F. Petrini, D. Kerbyson, S. Pakin: The case of the missing supercomputer performance. SC 2003.',
      'POSIX.1-2024: pthread_barrier_wait. Python documentation: threading, Barrier objects.',
    ],
  },
  overhead: { perRepeat: 0.3, once: 2, perRepeatOn: { python: 0.7 } },
});
