/** The Monitor: what this machine does now, as processes and threads or as the machine that it is. */
import { useEffect, useId, useRef } from 'react';
import { useConnectionState } from '../connection/useConnectionState.ts';
import { EmptyState } from '../controls/EmptyState.tsx';
import { useNavigation } from '../frame/navigation.ts';
import { useCommands } from '../frame/roomCommands.ts';
import { useSettings } from '../frame/currentSettings.ts';
import type { CpuScale } from '../../shared/units/format.ts';
import { AllThreadsTable } from './AllThreadsTable.tsx';
import { MachineView } from './machine/MachineView.tsx';
import { MonitorStatus } from './MonitorStatus.tsx';
import { ActionHost } from './actions/ActionHost.tsx';
import { actionKey } from './actions/actionKeys.ts';
import { PaneEdge } from './PaneEdge.tsx';
import { ProcessTable } from './ProcessTable.tsx';
import { select, useMonitor } from './store.ts';
import { ThreadsPane } from './ThreadsPane.tsx';
import { TotalsLine } from './TotalsLine.tsx';
import { Tools } from './Tools.tsx';
import { monitorCommands } from './monitorCommands.ts';
import { monitorLetter, useHoldingKey } from './useMonitorKeys.ts';
import { useKeptOrder } from './keptOrder.ts';
import { useKeptLayout } from './columns/tableLayout.ts';
import { useMachine, useWatch } from './useWatch.ts';
import { Vitals } from './vitals/Vitals.tsx';
import './monitor.css';

const rowHeights = { compact: 24, comfortable: 30 } as const;

export function MonitorRoom() {
  const connection = useConnectionState();
  const view = useMonitor((state) => state.view);
  const machine = useMonitor((state) => state.machine);
  const stale = connection.status === 'lost';
  useWatch();
  useMachine(connection.status === 'open');
  useHoldingKey();
  useKeptLayout();
  useKeptOrder();
  usePlace();
  return (
    <main className="room" aria-label="Monitor">
      <Vitals machine={machine} />
      {view === 'machine' ? <MachineView /> : <ProcessesView stale={stale} />}
      <MonitorStatus stale={stale} />
    </main>
  );
}

/** Another room may ask to see a process or the machine. */
function usePlace(): void {
  const place = useNavigation((state) => state.place);
  const moves = useNavigation((state) => state.moves);
  useEffect(() => {
    if (place.room !== 'monitor') return;
    if (place.view !== undefined) useMonitor.setState({ view: place.view });
    if (place.select === undefined) return;
    useMonitor.setState({ view: 'processes' });
    select(place.select);
  }, [place, moves]);
}

function ProcessesView({ stale }: { stale: boolean }) {
  useCommands(monitorCommands);
  const { density, cpuScale, singleKeys } = useSettings((state) => state.settings);
  const cpuCount = useMonitor((state) => state.snapshot?.machine.cpus.length);
  const limit = useMonitor((state) => state.machine?.limits.cpus);
  const paneHeight = useMonitor((state) => state.paneHeight);
  const error = useMonitor((state) => state.error);
  const waiting = useMonitor((state) => state.snapshot === null);
  const Table = useMonitor((state) => state.shape === 'threads') ? AllThreadsTable : ProcessTable;
  const paneId = useId();
  const table = useRef<HTMLElement>(null);
  const pane = useRef<HTMLElement>(null);
  const focusGrid = (within: HTMLElement | null) =>
    within?.querySelector<HTMLElement>('[role="grid"], [role="treegrid"], .details-view')?.focus();
  const cpus = limit ?? cpuCount;
  const scale: CpuScale = cpuScale === 'machine' && cpus !== undefined ? { of: 'machine', cpus } : { of: 'core' };
  const rowHeight = rowHeights[density];
  return (
    <>
      <h1 className="visually-hidden">Processes</h1>
      <Tools onFilterDone={() => focusGrid(table.current)} />
      <section ref={table} className="processes" aria-label="Processes" data-pane tabIndex={-1}>
        {error !== null ? (
          <EmptyState icon="warning" title="This machine cannot be read">
            {error.message}
          </EmptyState>
        ) : waiting ? (
          <EmptyState icon="clock" title="Waiting for the first reading" />
        ) : (
          <Table
            scale={scale}
            rowHeight={rowHeight}
            stale={stale}
            onLetter={(key, origin) => actionKey(key, singleKeys) || (singleKeys && monitorLetter(key, origin))}
            onOpen={() => focusGrid(pane.current)}
          />
        )}
        {error === null && !waiting && <TotalsLine />}
      </section>
      <ActionHost onMenuClosed={() => focusGrid(table.current)} />
      {error === null && (
        <>
          <PaneEdge controls={paneId} />
          <div id={paneId} className="lower-pane" style={{ height: paneHeight }}>
            <ThreadsPane ref={pane} rowHeight={rowHeight} stale={stale} />
          </div>
        </>
      )}
    </>
  );
}
