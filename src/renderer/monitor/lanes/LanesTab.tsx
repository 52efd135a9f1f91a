/** The threads of the selected process over the last seconds, a lane each: a queue, a straggler, a spinner are seen at a glance. */
import { useMemo, useState } from 'react';
import type { LaneSummary } from '../../../shared/monitor/laneSummaries.ts';
import { formatSeconds } from '../../../shared/units/duration.ts';
import { Button } from '../../controls/Button.tsx';
import { EmptyState } from '../../controls/EmptyState.tsx';
import { Segmented } from '../../controls/Segmented.tsx';
import { useSettings } from '../../frame/currentSettings.ts';
import { DataGrid } from '../../table/DataGrid.tsx';
import { displayText } from '../../table/displayText.ts';
import { textAt } from '../rows/passRows.ts';
import { rest, useMonitor, type ProcessRow } from '../store.ts';
import { toggleFreeze } from '../rows/takePass.ts';
import { monotonicSeconds } from '../Tools.tsx';
import { laneColumns } from './laneColumns.tsx';
import { LaneFindings } from './LaneFindings.tsx';
import { isLaneSort } from './laneRows.ts';
import { chooseWindow, laneWindows, sortLanes, useLanes } from './lanesStore.ts';
import { samplingWords, spanWords } from './laneWords.ts';
import { useFollowLanes } from './useFollowLanes.ts';
import './lanes.css';

const HEAD_HEIGHT = 24;
const keyOf = ({ key }: LaneSummary) => key;
const rowClass = ({ isLive }: LaneSummary) => (isLive ? '' : 'row-ended');
const none = {};

/** Give it the row's key as its React key: lanes of one process are not shown of another. */
export function LanesTab({ row, rowHeight }: { row: ProcessRow; rowHeight: number }) {
  const [turn, setTurn] = useState(0);
  useFollowLanes({ pid: row.id, startTicks: row.startTicks }, turn);
  const lanes = useLanes((state) => state.rows);
  const findings = useLanes((state) => state.findings);
  const sort = useLanes((state) => state.sort);
  const window = useLanes((state) => state.window);
  const error = useLanes((state) => state.error);
  const newest = useLanes((state) => state.history.newest);
  const selected = useMonitor((state) => state.selectedThread);
  const frozen = useMonitor((state) => state.frozen);
  const singleKeys = useSettings((state) => state.settings.singleKeys);
  const notAvailable = newest?.notAvailable ?? none;
  const columns = useMemo(() => laneColumns(window, notAvailable), [window, notAvailable]);
  if (error !== null && newest === null) {
    return (
      <EmptyState
        icon="none"
        title="Its threads cannot be sampled"
        actions={<Button onClick={() => setTurn(turn + 1)}>Try again</Button>}
      >
        {error}
      </EmptyState>
    );
  }
  return (
    <>
      <DataGrid
        label={`Lanes of ${displayText(textAt(row, 'name') ?? '')}, ${row.id}`}
        columns={columns}
        rows={lanes}
        keyOf={keyOf}
        rowClass={rowClass}
        rowHeight={rowHeight}
        headHeight={HEAD_HEIGHT}
        sort={sort}
        onSort={(column) => {
          if (isLaneSort(column)) sortLanes(column);
        }}
        onRest={(what, rests) => {
          rest(what, rests);
          if (!rests) useLanes.setState({ cursor: null });
        }}
        selected={selected}
        onSelect={({ key }) => useMonitor.setState({ selectedThread: key })}
        onStep={stepCursor}
        onKey={(key) => {
          if (!singleKeys || key.toLowerCase() !== 'z') return false;
          toggleFreeze(monotonicSeconds());
          return true;
        }}
        empty={
          <p className="pane-note text-3">
            {frozen
              ? 'Its lanes were not sampled at the instant that is frozen. Z lets them come.'
              : 'Sampling… the first lanes come in a moment.'}
          </p>
        }
      />
      <LaneFindings findings={findings} />
      <LanesLine error={error} />
    </>
  );
}

/** A sample on the lane of the row, with Ctrl a second; the first step begins at the newest. */
function stepCursor({ key }: LaneSummary, step: number, far: boolean): void {
  const { history, window, cursor } = useLanes.getState();
  const length = far ? 1 : 1 / (history.newest?.sampling.achieved ?? 1);
  const from = cursor?.ago ?? (step < 0 ? -length : window + length);
  useLanes.setState({ cursor: { key, ago: Math.min(window, Math.max(0, from - step * length)), by: 'key' } });
}

/** What is read at the cursor, else how it is sampled; and how the lanes are drawn. */
function LanesLine({ error }: { error: string | null }) {
  const colour = useLanes((state) => state.colour);
  const window = useLanes((state) => state.window);
  const newest = useLanes((state) => state.history.newest);
  const cursor = useLanes((state) => state.cursor);
  const version = useLanes((state) => state.version);
  const reading = useMemo(() => readingAt(cursor, version), [cursor, version]);
  const reasons = Object.values(newest?.notAvailable ?? none).join(' ');
  const state =
    newest === null
      ? 'Sampling…'
      : newest.ended
        ? 'The process has ended. These are its last seconds.'
        : `${samplingWords(newest.sampling)} ${reasons}`;
  const words = error ?? reading ?? state;
  return (
    <div className="sum-line lanes-line">
      <span className={reading === null ? 'text-3 cut' : 'cut'} data-tip={words}>
        {words}
      </span>
      <span className="visually-hidden" aria-live="polite">
        {cursor?.by === 'key' ? reading : ''}
      </span>
      <span className="spring" />
      <Segmented
        label="Colour by"
        choices={[
          { value: 'state', label: 'States' },
          { value: 'cpu', label: 'CPUs' },
        ]}
        value={colour}
        onChange={(next) => useLanes.setState({ colour: next })}
      />
      <Segmented
        label="Time shown"
        choices={laneWindows.map((seconds) => ({ value: String(seconds), label: `${seconds} s` }))}
        value={String(window)}
        onChange={(next) => chooseWindow(laneWindows.find((seconds) => String(seconds) === next) ?? 10)}
      />
    </div>
  );
}

/** `version` says that the history has changed. */
function readingAt(cursor: ReturnType<typeof useLanes.getState>['cursor'], _version: number): string | null {
  if (cursor === null) return null;
  const { history, window, rows } = useLanes.getState();
  const at = history.now - cursor.ago;
  const span = history.spansOf(cursor.key, window).findLast(({ from, to }) => from <= at && at <= to);
  const lane = rows.find(({ key }) => key === cursor.key);
  if (lane === undefined) return null;
  const ago = cursor.ago === 0 ? 'now' : `${formatSeconds(cursor.ago, 2)} ago`;
  const when = `${displayText(lane.name)} (${lane.tid}), ${ago}`;
  return span === undefined ? `${when}: not sampled` : `${when}: ${spanWords(span)}`;
}
