/** The machine as it is built, and what each part does now. */
import { useMemo } from 'react';
import type { MachineDescription } from '../../../shared/monitor/machineDescription.ts';
import { EmptyState } from '../../controls/EmptyState.tsx';
import { MachineBoxes } from './MachineBoxes.tsx';
import { machineLayout } from './machineLayout.ts';
import { machineSummary } from './machineWords.ts';
import { MachineHistory } from './MachineHistory.tsx';
import { MachineLimits } from './MachineLimits.tsx';
import { MachineReport } from './MachineReport.tsx';
import { useMonitor } from '../store.ts';
import { ViewChoice } from '../ViewChoice.tsx';
import './machine.css';

export function MachineView() {
  const machine = useMonitor((state) => state.machine);
  const error = useMonitor((state) => state.machineError);
  return (
    <>
      <div className="tools">
        <ViewChoice />
        {machine === null ? (
          <h1 className="visually-hidden">Machine</h1>
        ) : (
          <>
            <h1 className="machine-model cut">{machine.model ?? machine.architecture ?? 'This machine'}</h1>
            <span className="text-3 small cut">{machineSummary(machine)}</span>
          </>
        )}
        <span className="spring" />
        {(['user', 'system', 'steal'] as const).map((part) => (
          <span key={part} className="key">
            <i className={`swatch fill-${part}`} />
            {part}
          </span>
        ))}
      </div>
      {machine === null ? (
        <EmptyState
          icon={error === null ? 'clock' : 'warning'}
          title={error === null ? 'Reading the machine' : 'This machine cannot be described'}
        >
          {error ?? undefined}
        </EmptyState>
      ) : (
        <Machine machine={machine} />
      )}
    </>
  );
}

function Machine({ machine }: { machine: MachineDescription }) {
  const layout = useMemo(() => machineLayout(machine), [machine]);
  return (
    <div className="machine">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
      <section className="machine-built" aria-label="As it is built" data-pane tabIndex={0}>
        <MachineBoxes machine={machine} layout={layout} />
        <MachineHistory />
        <MachineLimits machine={machine} layout={layout} />
      </section>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above */}
      <section className="machine-report" aria-label="As it is reported" data-pane tabIndex={0}>
        <MachineReport machine={machine} />
      </section>
    </div>
  );
}
