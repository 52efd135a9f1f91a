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
    engines: ['wasm'],
    family: 'spinning',
    fifo: false,
    series: 1,
    help: 'Test-and-set: every waiter writes the lock until it is free.',
  },
  ttas: {
    engines: ['wasm'],
    family: 'spinning',
    fifo: false,
    series: 5,
    help: 'Test-and-test-and-set: waiters read and write only when it looks free.',
  },
  backoff: {
    engines: ['wasm'],
    family: 'spinning',
    fifo: false,
    series: 6,
    help: 'Test-and-set with exponential backoff: waiters look less and less often.',
  },
  ticket: {
    engines: ['wasm'],
    family: 'first in, first out',
    fifo: true,
    series: 2,
    help: 'Ticket lock: draw a number, wait until it is called.',
  },
  mcs: {
    engines: ['wasm'],
    family: 'first in, first out',
    fifo: true,
    series: 3,
    help: 'MCS queue lock: every waiter spins on its own cache line.',
  },
  clh: {
    engines: ['wasm'],
    family: 'first in, first out',
    fifo: true,
    series: 7,
    help: 'CLH queue lock: every waiter spins on the node of the one before it.',
  },
  futex: {
    engines: ['wasm'],
    family: 'sleeping',
    fifo: false,
    series: 4,
    help: 'Futex mutex: waiters sleep in Linux until they are woken.',
  },
} as const satisfies Record<string, LockKind>;

export type LockName = keyof typeof lockKinds;
export const lockNames = Object.keys(lockKinds) as readonly LockName[];
