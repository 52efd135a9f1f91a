/** The vitals of the machine over time, as numbers of one pass. */
import type { Vitals } from '../../../shared/monitor/snapshot.ts';
import { cpuTotals, memoryUse } from '../vitals/vitalFigures.ts';

/** Of each a number a pass: CPUs' worth of time, bytes, shares, or a second. */
export const machineNumbers = [
  'user',
  'system',
  'steal',
  'memory',
  'swap',
  'cpuPressure',
  'memoryPressure',
  'ioPressure',
  'load',
  'forks',
  'switches',
  'interrupts',
  'diskRead',
  'diskWrite',
  'received',
  'sent',
  'temperature',
] as const;
export type MachineNumber = (typeof machineNumbers)[number];

/** NaN where it is not available; sums over disks and networks lack what one of them lacks. */
export function machineNumber(machine: Vitals, name: MachineNumber): number {
  const { memory, pressure, disks, networks } = machine;
  switch (name) {
    case 'user':
    case 'system':
    case 'steal':
      return cpuTotals(machine.cpus)?.[name] ?? NaN;
    case 'memory':
      return memoryUse(memory).used;
    case 'swap':
      return memory.swapTotal - memory.swapFree;
    case 'cpuPressure':
      return pressure.cpu?.some10 ?? NaN;
    case 'memoryPressure':
      return pressure.memory?.some10 ?? NaN;
    case 'ioPressure':
      return pressure.io?.some10 ?? NaN;
    case 'load':
      return machine.load?.[0] ?? NaN;
    case 'forks':
      return machine.forks ?? NaN;
    case 'switches':
      return machine.contextSwitches ?? NaN;
    case 'interrupts':
      return machine.interrupts ?? NaN;
    case 'temperature':
      return machine.temperatures === null ? NaN : Math.max(...machine.temperatures.map(({ celsius }) => celsius));
    case 'diskRead':
      return sum(disks, ({ readBytes }) => readBytes);
    case 'diskWrite':
      return sum(disks, ({ writeBytes }) => writeBytes);
    case 'received':
      return sum(networks, ({ receivedBytes }) => receivedBytes);
    case 'sent':
      return sum(networks, ({ sentBytes }) => sentBytes);
  }
}

function sum<Item>(items: readonly Item[] | null, valueOf: (item: Item) => number | null): number {
  return items === null || items.length === 0 ? NaN : items.reduce((total, item) => total + (valueOf(item) ?? NaN), 0);
}
