/** The contention loop with more threads than CPUs: what becomes of a lock whose holder, or next in line, is not running? */
import { defineExperiment, type EngineName } from '../experiment.ts';
import { lockContention } from './lock-contention.ts';

const { lock, threads, criticalSection, thinkTime, duration } = lockContention.parameters;
const { countsAgree, exclusive, fifo } = lockContention.checks;

const engines = ['wasm', 'native'] as const;
const locks = lock.choices.filter((choice) =>
  engines.some((engine) => (choice.engines as readonly EngineName[]).includes(engine)),
);

export const oversubscription = defineExperiment({
  id: 'oversubscription',
  question: 'What happens with more threads than CPUs?',
  group: 'Locks and signals',
  engines,
  crowding: 'asked',
  parameters: {
    lock: { ...lock, choices: locks, default: ['ticket', 'mcs', 'futex'] },
    threads: {
      ...threads,
      perCpu: 8,
      default: [1, 2, 4, 8],
      help: 'Threads that compete for the lock, at most 8 for each CPU.',
    },
    criticalSection,
    thinkTime,
    duration,
  },
  metrics: lockContention.metrics,
  checks: { countsAgree, exclusive, fifo },
  live: lockContention.live,
  chart: lockContention.chart,
  page: {
    how: [
      ...lockContention.page.how,
      'The bound of linear gain ends at the CPUs: threads beyond them do not work at once. Linux places the threads. The points with more threads than CPUs are marked as oversubscribed, not as disturbed: waiting for a CPU is what they are to show.',
    ],
    expect: [
      'A lock that sleeps holds up: who waits gives its CPU to who holds. A first-in, first-out spin lock collapses, since each hand-over must wait until the next in line is given a CPU, and those that spin use up theirs first: with 8 threads on 2 CPUs a pthread mutex made 14 to 16 million acquisitions a second, a ticket lock 6 to 124 thousand, MCS 0.5 to 9 thousand.',
      'A spin lock that anybody may take suffers less: the one that runs takes it again and again, at the price of fairness.',
    ],
    references: lockContention.page.references,
  },
  overhead: { perRepeat: 0.6, once: 2 },
});
