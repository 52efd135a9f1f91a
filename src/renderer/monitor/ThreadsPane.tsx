/** The lower pane: the selected process in detail. First its threads, and the sum that they make with those that have exited. */
import { useId, useMemo, type Ref } from 'react';
import { balanceKinds } from '../../shared/monitor/balance.ts';
import { threadFields, type ThreadField } from '../../shared/monitor/threadFields.ts';
import { EmptyState } from '../controls/EmptyState.tsx';
import { StateKey } from '../controls/StateMark.tsx';
import { Tabs } from '../controls/Tabs.tsx';
import { useSettings } from '../frame/currentSettings.ts';
import { DataGrid } from '../table/DataGrid.tsx';
import { displayText } from '../table/displayText.ts';
import { ActionButton } from './actions/ActionButton.tsx';
import { balanceWords } from './BalanceBar.tsx';
import { DetailsView } from './details/DetailsView.tsx';
import { ThreadLine } from './details/ThreadLine.tsx';
import { paneTabs, usePane } from './details/pane.ts';
import { LanesTab } from './lanes/LanesTab.tsx';
import { LaneKeys } from './lanes/LaneKeys.tsx';
import { useLanes } from './lanes/lanesStore.ts';
import { sortOwnThreads } from './keptOrder.ts';
import { originOfThread, trace } from './origin/originStore.ts';
import { textAt } from './rows/passRows.ts';
import { rest, useMonitor, type ProcessRow, type ThreadRow } from './store.ts';
import { SumLine } from './SumLine.tsx';
import { threadColumns } from './columns/threadColumns.tsx';

const HEAD_HEIGHT = 24;
const keyOf = (row: ThreadRow) => row.key;
const rowClass = (row: ThreadRow) => (row.status === 'ended' ? 'row-ended' : '');
const isField = (name: string): name is ThreadField => Object.hasOwn(threadFields, name);

export interface ThreadsPaneProps {
  rowHeight: number;
  stale: boolean;
  ref: Ref<HTMLElement>;
}

export function ThreadsPane({ rowHeight, stale, ref }: ThreadsPaneProps) {
  const row = useMonitor((state) => state.selectedRow);
  const selected = useMonitor((state) => state.selected);
  const tab = usePane((state) => state.tab);
  const label = paneTabs.find(({ value }) => value === tab)?.label ?? '';
  const panelId = useId();
  return (
    <section ref={ref} className={`threads-pane${stale ? ' stale' : ''}`} aria-label={label} data-pane tabIndex={-1}>
      {selected === null ? (
        <EmptyState icon="runs" title="No process is selected">
          Pick a row to see its threads, what each waits for, and how their CPU time adds up; its files, limits and
          history.
        </EmptyState>
      ) : row === null ? (
        <EmptyState icon="clock" title={`Process ${selected.pid}`}>
          It has not been seen in a reading yet. If it has ended, it will not be.
        </EmptyState>
      ) : (
        <>
          <PaneHead row={row} panelId={panelId} />
          <div id={panelId} className="pane-panel" role="tabpanel" aria-label={label}>
            {tab === 'threads' ? (
              <SelectedThreads row={row} rowHeight={rowHeight} />
            ) : tab === 'lanes' ? (
              <LanesTab key={row.key} row={row} rowHeight={rowHeight} />
            ) : (
              <DetailsView key={row.key} row={row} tab={tab} label={label} />
            )}
          </div>
        </>
      )}
    </section>
  );
}

function PaneHead({ row, panelId }: { row: ProcessRow; panelId: string }) {
  const tab = usePane((state) => state.tab);
  const colour = useLanes((state) => state.colour);
  // There is not always room for the key of what is seldom there.
  const hasStopped = useMonitor((state) => state.threads.some((thread) => /^t$/i.test(textAt(thread, 'state') ?? '')));
  return (
    <header className="threads-head">
      <h2>
        <bdi>{displayText(textAt(row, 'name') ?? '')}</bdi> <span className="text-3">{row.id}</span>
      </h2>
      {row.status === 'ended' && <span className="text-3 cut">has ended; this is what was last read</span>}
      <Tabs
        label="Details of the process"
        tabs={paneTabs}
        value={tab}
        onChange={(next) => usePane.setState({ tab: next })}
        panelId={panelId}
      />
      <span className="spring" />
      {(tab === 'threads' || (tab === 'lanes' && colour === 'state')) &&
        balanceKinds
          .filter((kind) => kind !== 'stop' || hasStopped)
          .map((kind) => (
            <StateKey key={kind} kind={kind}>
              {balanceWords[kind]}
            </StateKey>
          ))}
      {tab === 'lanes' && colour === 'cpu' && <LaneKeys />}
      <ActionButton />
    </header>
  );
}

function SelectedThreads({ row, rowHeight }: { row: ProcessRow; rowHeight: number }) {
  const threads = useMonitor((state) => state.shownThreads);
  const frozen = useMonitor((state) => state.frozen);
  const sort = useMonitor((state) => state.threadSort);
  const singleKeys = useSettings((state) => state.settings.singleKeys);
  const snapshot = useMonitor((state) => state.snapshot);
  const selectedThread = useMonitor((state) => state.selectedThread);
  const thread = threads.find(({ key, status }) => key === selectedThread && status !== 'ended');
  const notAvailable = snapshot?.notAvailable;
  const firstPass = snapshot?.interval === null;
  const columns = useMemo(
    () => threadColumns({ scale: { of: 'core' }, notAvailable: notAvailable ?? {}, firstPass }),
    [notAvailable, firstPass],
  );
  const ended = row.status === 'ended';
  return (
    <>
      <DataGrid
        label={`Threads of ${displayText(textAt(row, 'name') ?? '')}, ${row.id}`}
        columns={columns}
        rows={threads}
        keyOf={keyOf}
        rowClass={rowClass}
        rowHeight={rowHeight}
        headHeight={HEAD_HEIGHT}
        sort={{ column: sort.field, direction: sort.direction }}
        onSort={(column) => {
          if (isField(column)) sortOwnThreads(column);
        }}
        onRest={rest}
        onKey={(key, one, column) => {
          if (key.toLowerCase() !== 'o' || one === undefined || !singleKeys) return false;
          trace(originOfThread(one, column));
          return true;
        }}
        selected={selectedThread}
        onSelect={({ key }) => useMonitor.setState({ selectedThread: key })}
        empty={
          <p className="pane-note text-3">
            {ended
              ? 'Its threads are gone with it.'
              : frozen
                ? 'Its threads were not read at the instant that is frozen. Z lets the readings go on.'
                : (notAvailable?.['thread.tid'] ?? 'The threads come with the next reading.')}
          </p>
        }
      />
      {thread !== undefined && <ThreadLine process={{ pid: row.id, startTicks: row.startTicks }} thread={thread} />}
      <SumLine row={row} threads={threads} />
    </>
  );
}
