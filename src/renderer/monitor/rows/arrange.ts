/** The rows of the Monitor's tables in the order in which they are shown: filtered, shaped, sorted, or held as they stood. */
import { threadFilterTable } from '../../../shared/filter/monitorFilters.ts';
import { finish } from './finish.ts';
import { holdOrder, sortRows, type Sort } from './orderRows.ts';
import { numberAt, type PassRow } from './passRows.ts';
import { filterRows } from './rowFilter.ts';
import { shapeSteps } from '../shapes/shapes.ts';
import type { MonitorState } from '../store.ts';

export type Arranged = Pick<MonitorState, 'shown' | 'matching' | 'matchingCpu' | 'shownThreads' | 'shownAllThreads'>;

/** `settle`: what rests on the table does not hold the order this time. */
export function arranged(state: MonitorState, settle: boolean): Arranged {
  return finish(arrangeSteps(state, settle));
}

/** The same in steps: of 20,000 rows each takes its time. */
export function* arrangeSteps(state: MonitorState, settle: boolean): Generator<void, Arranged> {
  const held = state.rests.size > 0 && !settle;
  const { shape, groupBy, toggled, sort } = state;
  const { shown, kept: keptProcesses } = yield* shapeSteps(state.processes, {
    shape,
    groupBy,
    toggled,
    filter: state.filter.inForce,
    arrange: (rows) => ordered(rows, sort, held ? state.shown : null),
  });
  const shownThreads = ordered(state.threads, state.threadSort, held ? state.shownThreads : null);
  if (shape !== 'threads') return { shown, ...totals(keptProcesses, 'cpu'), shownThreads, shownAllThreads: none };
  const kept = filterRows(state.allThreads, state.threadFilter.inForce, threadFilterTable);
  const shownAllThreads = ordered(kept, state.allThreadsSort, held ? state.shownAllThreads : null);
  return { shown, ...totals(kept, 'cpu'), shownThreads, shownAllThreads };
}

function totals<FieldName extends string>(
  rows: readonly PassRow<FieldName>[],
  cpu: FieldName,
): Pick<MonitorState, 'matching' | 'matchingCpu'> {
  let matching = 0;
  let matchingCpu = 0;
  for (const row of rows) {
    if (row.status === 'ended') continue;
    matching += 1;
    matchingCpu += numberAt(row, cpu);
  }
  return { matching, matchingCpu };
}

const none: readonly never[] = [];

function ordered<FieldName extends string>(
  rows: readonly PassRow<FieldName>[],
  sort: Sort<FieldName>,
  heldAs: readonly PassRow<FieldName>[] | null,
): PassRow<FieldName>[] {
  const sorted = sortRows(rows, sort);
  return heldAs === null
    ? sorted
    : holdOrder(
        sorted,
        heldAs.map((row) => row.key),
      );
}
