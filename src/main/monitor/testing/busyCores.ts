import type { Snapshot } from '../../../shared/monitor/snapshot.ts';

/** Cores that were busy since the pass before; NaN on the first. */
export function busyCores({ machine }: Snapshot): number {
  return machine.cpus.reduce((sum, { idle, ioWait }) => sum + 1 - (idle ?? NaN) - (ioWait ?? NaN), 0);
}
