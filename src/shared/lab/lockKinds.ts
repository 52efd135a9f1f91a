/** The lock kinds, once: the form, the records, the kernels and their tests all read this list. */
import type { EngineName } from './experiment.ts';

export interface LockKind {
  engines: readonly EngineName[];
  family: 'spinning' | 'first in, first out' | 'sleeping';
  /** Arrival order is kept: nobody is passed by more than threads - 1 others. */
  fifo: boolean;
  series: number;
  help: string;
}

export const lockKinds = {
  tas: {
    engines: ['wasm', 'native'],
    family: 'spinning',
    fifo: false,
    series: 1,
    help: 'Test-and-set: every waiter writes the lock until it is free.',
  },
  ttas: {
    engines: ['wasm', 'native'],
    family: 'spinning',
    fifo: false,
    series: 5,
    help: 'Test-and-test-and-set: waiters read and write only when it looks free.',
  },
  backoff: {
    engines: ['wasm', 'native'],
    family: 'spinning',
    fifo: false,
    series: 6,
    help: 'Test-and-set with exponential backoff: waiters look less and less often.',
  },
  ticket: {
    engines: ['wasm', 'native'],
    family: 'first in, first out',
    fifo: true,
    series: 2,
    help: 'Ticket lock: draw a number, wait until it is called.',
  },
  mcs: {
    engines: ['wasm', 'native'],
    family: 'first in, first out',
    fifo: true,
    series: 3,
    help: 'MCS queue lock: every waiter spins on its own cache line.',
  },
  clh: {
    engines: ['wasm', 'native'],
    family: 'first in, first out',
    fifo: true,
    series: 7,
    help: 'CLH queue lock: every waiter spins on the node of the one before it.',
  },
  futex: {
    engines: ['wasm', 'native'],
    family: 'sleeping',
    fifo: false,
    series: 4,
    help: 'Futex mutex: waiters sleep in Linux until they are woken.',
  },
  pthreadMutex: {
    engines: ['native'],
    family: 'sleeping',
    fifo: false,
    series: 8,
    help: "pthread's normal mutex, as programs use it.",
  },
  pthreadAdaptive: {
    engines: ['native'],
    family: 'sleeping',
    fifo: false,
    series: 5,
    help: "glibc's adaptive mutex: spins for a while before it sleeps.",
  },
  pthreadRecursive: {
    engines: ['native'],
    family: 'sleeping',
    fifo: false,
    series: 6,
    help: 'A mutex that its owner may take again.',
  },
  pthreadErrorCheck: {
    engines: ['native'],
    family: 'sleeping',
    fifo: false,
    series: 7,
    help: 'A mutex that refuses a second lock by its owner and an unlock by a stranger.',
  },
  pthreadPriorityInheritance: {
    engines: ['native'],
    family: 'sleeping',
    fifo: false,
    series: 1,
    help: "A mutex whose owner inherits its waiters' priority: Linux makes each contended hand-over.",
  },
  pthreadSpin: {
    engines: ['native'],
    family: 'spinning',
    fifo: false,
    series: 2,
    help: "pthread's spin lock: in glibc test-and-test-and-set.",
  },
  atomicFlag: {
    engines: ['native'],
    family: 'spinning',
    fifo: false,
    series: 3,
    help: "C11's atomic_flag: test-and-set in the strictest order, which is the only one that Wasm has.",
  },
  Lock: {
    engines: ['python'],
    family: 'sleeping',
    fifo: false,
    series: 4,
    help: "Python's threading.Lock: who waits gives up the interpreter.",
  },
  RLock: {
    engines: ['python'],
    family: 'sleeping',
    fifo: false,
    series: 6,
    help: "Python's threading.RLock, which its owner may take again.",
  },
  atomicsMutex: {
    engines: ['node'],
    family: 'sleeping',
    fifo: false,
    series: 3,
    help: 'A futex mutex in plain JavaScript: Atomics on a SharedArrayBuffer.',
  },
} as const satisfies Record<string, LockKind>;

export type LockName = keyof typeof lockKinds;
export const lockNames = Object.keys(lockKinds) as readonly LockName[];

/** Those that a kernel is compiled for. */
export type WasmLockName = {
  [Name in LockName]: 'wasm' extends (typeof lockKinds)[Name]['engines'][number] ? Name : never;
}[LockName];

/** The locks of one engine, in the list's order. */
export function locksOf(engine: EngineName): LockName[] {
  return lockNames.filter((name) => (lockKinds[name].engines as readonly EngineName[]).includes(engine));
}
