/** Stands in place of the rows when the filter keeps none: the row that misses by least, and the way back. */
import { useMemo } from 'react';
import { processFilterTable } from '../../../shared/filter/monitorFilters.ts';
import { nearestRow, nearestWords } from '../../../shared/filter/nearestRow.ts';
import type { ProcessField } from '../../../shared/monitor/processFields.ts';
import { Button } from '../../controls/Button.tsx';
import { EmptyState } from '../../controls/EmptyState.tsx';
import { displayText } from '../../table/displayText.ts';
import { textAt } from '../rows/passRows.ts';
import { filterFields, rowReader } from '../rows/rowFilter.ts';
import { setFilter, useMonitor } from '../store.ts';

export function NothingMatches() {
  const filter = useMonitor((state) => state.filter.inForce);
  const processes = useMonitor((state) => state.processes);
  const unread = useMonitor((state) => filterFields(filter).find((field) => isUnread(state.snapshot, field)));
  const frozen = useMonitor((state) => state.frozen);
  const nearest = useMemo(
    () => nearestRow(filter, processFilterTable, processes, rowReader<ProcessField>()),
    [filter, processes],
  );
  return (
    <EmptyState
      icon="search"
      title="No process matches"
      actions={
        <>
          {nearest !== null && (
            <Button small onClick={() => setFilter(nearest.attemptedFilter)}>
              Try {nearest.attempt}
            </Button>
          )}
          <Button small onClick={() => setFilter('')}>
            Clear the filter
          </Button>
        </>
      }
    >
      {unread !== undefined
        ? frozen
          ? `${unread} was not read in the reading that is frozen. Let it go on to filter by it.`
          : `${unread} comes with the next reading.`
        : nearest !== null
          ? nearestWords(
              nearest,
              processFilterTable,
              `${displayText(textAt(nearest.row, 'name') ?? '')} (${nearest.row.id})`,
            )
          : 'No process fails by one number alone: a word, a text or several terms are in the way.'}
    </EmptyState>
  );
}

function isUnread(snapshot: ReturnType<typeof useMonitor.getState>['snapshot'], field: ProcessField): boolean {
  return snapshot !== null && snapshot.processes.columns[field] === undefined;
}
