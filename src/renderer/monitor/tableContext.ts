/** What the tables of processes and of threads ask of the store alike. */
import { useMemo } from 'react';
import type { CpuScale } from '../../shared/units/format.ts';
import type { TableColumnContext } from './columns/fieldColumn.tsx';
import { useMonitor } from './store.ts';
import { useStartClock } from './columns/useStartClock.ts';

/** Pixels: a group or a name above, the unit below. */
export const TABLE_HEAD_HEIGHT = 38;

/** The same object while nothing that columns depend on has changed. */
export function useTableContext(scale: CpuScale): TableColumnContext {
  const notAvailable = useMonitor((state) => state.snapshot?.notAvailable);
  const firstPass = useMonitor((state) => state.snapshot?.interval === null);
  const clock = useStartClock();
  return useMemo(
    () => ({ scale, notAvailable: notAvailable ?? {}, firstPass, clock }),
    [scale, notAvailable, firstPass, clock],
  );
}
