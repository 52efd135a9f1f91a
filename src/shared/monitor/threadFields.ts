/** The columns of a thread row. The keys are the names on the command line, in exports and in snapshots. */
import type { Field } from './field.ts';

const number = { firstOrder: 'descending', shown: true, width: 72 } as const;
const word = { firstOrder: 'ascending', shown: true, width: 96, unit: 'text' } as const;

export const threadFields = {
  name: {
    ...word,
    title: 'Thread',
    needs: 'stat',
    width: 160,
    help: 'The name the thread gave itself (comm, at most 15 bytes).',
  },
  pid: {
    ...number,
    title: 'PID',
    unit: 'index',
    needs: 'stat',
    shown: false,
    firstOrder: 'ascending',
    help: 'The process that it belongs to.',
  },
  tid: { ...number, title: 'TID', unit: 'index', needs: 'stat', firstOrder: 'ascending', help: 'Thread number.' },
  cpu: {
    ...number,
    title: 'CPU',
    caption: '% of a core',
    unit: 'cores',
    needs: 'schedstat',
    help: 'CPU time used per second, from schedstat (nanoseconds) where there is one, else from ticks.',
  },
  userCpu: {
    ...number,
    title: 'CPU user',
    caption: '% of a core',
    unit: 'cores',
    needs: 'stat',
    shown: false,
    help: 'CPU time used per second in the program itself.',
  },
  systemCpu: {
    ...number,
    title: 'CPU system',
    caption: '% of a core',
    unit: 'cores',
    needs: 'stat',
    shown: false,
    help: 'CPU time used per second inside Linux on its behalf.',
  },
  cpuTime: { ...number, title: 'CPU time', unit: 'seconds', needs: 'stat', help: 'CPU time since the thread started.' },
  runQueueDelay: {
    ...number,
    title: 'Run queue',
    caption: '% of time',
    unit: 'ratio',
    needs: 'schedstat',
    width: 84,
    help: 'Share of the interval spent runnable, waiting for a CPU.',
  },
  voluntarySwitches: {
    ...number,
    title: 'Voluntary',
    caption: 'a second',
    unit: 'perSecond',
    needs: 'status',
    help: 'Context switches a second because it blocked.',
  },
  involuntarySwitches: {
    ...number,
    title: 'Invol.',
    caption: 'a second',
    unit: 'perSecond',
    needs: 'status',
    help: 'Context switches a second because it was preempted.',
  },
  nice: {
    ...number,
    title: 'Nice',
    unit: 'index',
    needs: 'stat',
    shown: false,
    firstOrder: 'ascending',
    help: 'Niceness, -20 (first) to 19 (last).',
  },
  policy: { ...word, title: 'Policy', needs: 'stat', shown: false, help: 'Scheduling policy.' },
  lastCpu: {
    ...number,
    title: 'Last CPU',
    unit: 'index',
    needs: 'stat',
    firstOrder: 'ascending',
    help: 'CPU on which it ran last.',
  },
  startTime: {
    ...number,
    title: 'Start',
    unit: 'seconds',
    needs: 'stat',
    shown: false,
    help: 'Seconds from boot to its start.',
  },
  startTicks: {
    ...number,
    title: 'Start ticks',
    unit: 'index',
    needs: 'stat',
    shown: false,
    help: 'Clock ticks from boot to its start: with the TID, its identity.',
  },
  state: {
    ...word,
    title: 'State',
    needs: 'stat',
    help: "Linux's letter: R running or runnable, S asleep, D uninterruptible, T stopped, t traced, Z zombie, I idle.",
  },
  waitChannel: {
    ...word,
    title: 'Waits in',
    needs: 'wchan',
    width: 160,
    help: 'The function of Linux in which it sleeps.',
  },
  syscall: {
    ...word,
    title: 'System call',
    needs: 'syscall',
    width: 160,
    help: 'The system call that it is in: number and name.',
  },
} as const satisfies Record<string, Field>;

export type ThreadField = keyof typeof threadFields;
export const threadFieldNames = Object.keys(threadFields) as readonly ThreadField[];
