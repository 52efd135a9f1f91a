/** Every finished run, kept on disk: the list, and the selected run's result beside it. */
import { useEffect, useRef } from 'react';
import { formatBytes } from '../../shared/units/bytes.ts';
import { Button } from '../controls/Button.tsx';
import { EmptyState } from '../controls/EmptyState.tsx';
import { TextField } from '../controls/TextField.tsx';
import { goTo, useNavigation } from '../frame/navigation.ts';
import { StatusLine } from '../frame/StatusLine.tsx';
import { countWords } from '../result/series.ts';
import { RunDetails } from './RunDetails.tsx';
import { RunsList } from './RunsList.tsx';
import { runRows } from './runRows.ts';
import { followRuns, keyOf, useRuns } from './runsStore.ts';
import { StartAgainDialog } from './StartAgainDialog.tsx';
import './runs.css';

export function RunsRoom() {
  const { runs, folder, filter, selected, refused } = useRuns();
  const { place, moves } = useNavigation();
  const wanted = place.room === 'runs' ? place.run : undefined;
  const list = useRef<HTMLTableElement>(null);
  useEffect(() => followRuns(), []);
  useEffect(() => {
    if (wanted !== undefined) useRuns.setState({ selected: wanted, filter: '' });
  }, [wanted, moves]);

  const rows = runRows(runs ?? [], filter);
  const open = rows.find((run) => keyOf(run) === selected) ?? rows[0];
  const bytes = runs?.reduce((sum, run) => sum + run.sizeBytes, 0) ?? 0;
  return (
    <main className="room runs" aria-label="Runs">
      <header className="room-head">
        <h1>Runs</h1>
        {runs !== undefined && <span className="text-3 small">{countWords(runs.length, 'runs')} on this machine</span>}
      </header>
      {runs === undefined && refused !== null && (
        <EmptyState icon="warning" title="The kept runs cannot be read">
          {refused.message}
        </EmptyState>
      )}
      {runs === undefined && refused === null && <div className="runs-waiting text-3">Reading the list</div>}
      {runs !== undefined && runs.length === 0 && (
        <EmptyState
          icon="runs"
          title="No run is kept yet"
          actions={<Button onClick={() => goTo({ room: 'lab' })}>Open the Lab</Button>}
        >
          Every experiment that ends is kept here, with its charts and data. Ask the Lab a question first.
        </EmptyState>
      )}
      {runs !== undefined && runs.length > 0 && (
        <div className="runs-columns">
          <section className="runs-side" aria-label="Kept runs" data-pane>
            <TextField
              className="runs-filter"
              label="Filter the runs"
              hideLabel
              placeholder="Filter by experiment, engine, outcome or name"
              icon="search"
              value={filter}
              onChange={(text) => useRuns.setState({ filter: text })}
              remark={`${rows.length} of ${runs.length}`}
              clearable
              data-filter
              onKeyDown={(event) => {
                if (event.key === 'Escape' && filter !== '') useRuns.setState({ filter: '' });
                if (event.key === 'ArrowDown') list.current?.focus();
              }}
            />
            {rows.length === 0 ? (
              <EmptyState
                icon="search"
                title="No run matches"
                actions={
                  <Button small onClick={() => useRuns.setState({ filter: '' })}>
                    Clear the filter
                  </Button>
                }
              >
                None of {countWords(runs.length, 'runs')} bears “{filter}”.
              </EmptyState>
            ) : (
              <RunsList ref={list} rows={rows} selected={open === undefined ? null : keyOf(open)} />
            )}
          </section>
          {open !== undefined && <RunDetails key={keyOf(open)} run={open} />}
        </div>
      )}
      <StartAgainDialog />
      <StatusLine
        left={folder !== '' && <span>{`Kept in ${folder}, ${formatBytes(bytes)}`}</span>}
        right={
          <>
            <span>
              <kbd>F2</kbd> rename
            </span>
            <span>
              <kbd>E</kbd> export
            </span>
            <span>
              <kbd>Del</kbd> delete, with undo
            </span>
          </>
        }
      />
    </main>
  );
}
