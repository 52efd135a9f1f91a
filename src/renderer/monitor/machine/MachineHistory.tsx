/** The machine's vitals over time: CPUs, memory, pressure, disks, networks, switches, interrupts, forks. */
import { useMemo } from 'react';
import { formatBytes } from '../../../shared/units/bytes.ts';
import type { Bytes } from '../../../shared/units/quantity.ts';
import { HistoryCharts } from '../details/HistoryCharts.tsx';
import type { HistoryChartKind } from '../historyFigure.ts';
import type { MachineNumber } from './machineNumbers.ts';
import { histories, useMonitor } from '../store.ts';

/** `allowed`: memory of a container that may use less than the machine has. */
const chartsOf = (allowed: Bytes | null): readonly HistoryChartKind<MachineNumber>[] => [
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
  const allowed = useMonitor((state) => state.snapshot?.machine.memory.group?.limit ?? null);
  const charts = useMemo(() => chartsOf(allowed), [allowed]);
  return (
    <section className="machine-history" aria-label="Over time">
      <HistoryCharts
        charts={charts}
        rowsOf={(span) => histories.machine.rowsOf(span)}
        subject="This machine"
        heading={<h2>Over time</h2>}
      />
    </section>
  );
}
