/** The machine's vitals over time: CPUs, memory, pressure, disks, networks, switches, interrupts, forks. */
import { useMemo } from 'react';
import { formatBytes } from '../../../shared/units/bytes.ts';
import type { Bytes } from '../../../shared/units/quantity.ts';
import { HistoryChart, type HistorySeries } from '../details/HistoryChart.tsx';
import type { HistoryFigure } from '../../../shared/monitor/historyFigure.ts';
import { SaveChartMenu } from '../SaveChartMenu.tsx';
import type { MachineNumber } from './machineNumbers.ts';
import { SpanChoice, useSpan } from '../SpanChoice.tsx';
import { histories, useMonitor } from '../store.ts';

interface MachineChart {
  title: string;
  unit: HistoryFigure['unit'];
  /** Number, label, and the field that says why it is not available. */
  series: readonly (readonly [name: MachineNumber, label: string, field: string])[];
}

/** `allowed`: memory of a container that may use less than the machine has. */
const chartsOf = (allowed: Bytes | null): readonly MachineChart[] => [
  {
    title: 'CPUs busy',
    unit: 'count',
    series: [
      ['user', 'user', 'machine.cpus'],
      ['system', 'system', 'machine.cpus'],
      ['steal', 'steal', 'machine.cpus'],
    ],
  },
  {
    title: allowed === null ? 'Memory' : `Memory, of ${formatBytes(allowed)} allowed`,
    unit: 'bytes',
    series: [
      ['memory', 'used', 'machine.memory'],
      ['swap', 'swap', 'machine.memory'],
    ],
  },
  {
    title: 'Pressure',
    unit: 'ratio',
    series: [
      ['cpuPressure', 'CPU', 'machine.pressure.cpu'],
      ['memoryPressure', 'memory', 'machine.pressure.memory'],
      ['ioPressure', 'I/O', 'machine.pressure.io'],
    ],
  },
  { title: 'Load, 1 min', unit: 'count', series: [['load', 'load', 'machine.load']] },
  {
    title: 'All disks',
    unit: 'bytesPerSecond',
    series: [
      ['diskRead', 'read', 'machine.disks'],
      ['diskWrite', 'write', 'machine.disks'],
    ],
  },
  {
    title: 'All networks',
    unit: 'bytesPerSecond',
    series: [
      ['received', 'received', 'machine.networks'],
      ['sent', 'sent', 'machine.networks'],
    ],
  },
  {
    title: 'Kernel',
    unit: 'perSecond',
    series: [
      ['switches', 'switches', 'machine.contextSwitches'],
      ['interrupts', 'interrupts', 'machine.interrupts'],
    ],
  },
  { title: 'Hottest sensor', unit: 'celsius', series: [['temperature', 'temperature', 'machine.temperatures']] },
  { title: 'Forks', unit: 'perSecond', series: [['forks', 'forks', 'machine.forks']] },
];

export function MachineHistory() {
  const notAvailable = useMonitor((state) => state.snapshot?.notAvailable);
  const allowed = useMonitor((state) => state.snapshot?.machine.memory.group?.limit ?? null);
  const charts = useMemo(() => chartsOf(allowed), [allowed]);
  const kinds = useMemo(
    () =>
      charts.map(({ title, unit, series }) => ({
        title,
        unit,
        series: series.map(([field, label]) => ({ field, label })),
      })),
    [charts],
  );
  const span = useSpan();
  const rows = histories.machine.rowsOf(span);
  const now = rows.at(-1)?.at ?? 0;
  const source = () => {
    const { snapshot } = useMonitor.getState();
    return snapshot === null ? null : { subject: 'This machine', rows, now, until: snapshot.takenAt, span };
  };
  return (
    <section className="machine-history" aria-label="Over time">
      <header>
        <h2>Over time</h2>
        <SpanChoice />
        <SaveChartMenu charts={kinds} source={source} />
      </header>
      <div className="history-charts">
        {charts.map(({ title, unit, series }) => (
          <HistoryChart
            key={title}
            title={title}
            unit={unit}
            rows={rows}
            now={now}
            span={span}
            series={series.map(([field, label, name]): HistorySeries<MachineNumber> => {
              return { field, label, reason: notAvailable?.[name] };
            })}
          />
        ))}
      </div>
    </section>
  );
}
