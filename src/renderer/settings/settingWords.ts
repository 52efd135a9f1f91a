/** Titles of the settings and of their choices, and how the numbers among them are written. */
import type { Settings } from '../../shared/settings.ts';
import { formatSeconds } from '../../shared/units/duration.ts';
import { formatRatio } from '../../shared/units/format.ts';
import type { Unit } from '../../shared/units/quantity.ts';

export interface SettingTitle {
  title: string;
  values: Readonly<Record<string, string>>;
}

export const settingTitles: Readonly<Record<keyof Settings, SettingTitle>> = {
  theme: { title: 'Theme', values: { system: 'System', light: 'Light', dark: 'Dark' } },
  density: { title: 'Density', values: { compact: 'Compact', comfortable: 'Comfortable' } },
  interval: { title: 'Interval', values: {} },
  cpuScale: { title: 'CPU scale', values: { core: '100% is a core', machine: '100% is the machine' } },
  budget: { title: 'Reading budget', values: {} },
  singleKeys: { title: 'Single-letter keys', values: {} },
  processShape: {
    title: 'Shape of the table',
    values: { flat: 'Flat', tree: 'Tree', grouped: 'Grouped', threads: 'Threads' },
  },
  processGroups: {
    title: 'Groups',
    values: { name: 'Name', user: 'User', cgroup: 'Cgroup', container: 'Container', unit: 'Unit' },
  },
  processColumns: { title: 'Columns of processes', values: {} },
  processColumnWidths: { title: 'Widths of processes', values: {} },
  processSort: { title: 'Order of processes', values: {} },
  processBranches: { title: 'Branches', values: {} },
  threadColumns: { title: 'Columns of threads', values: {} },
  threadColumnWidths: { title: 'Widths of threads', values: {} },
  threadSort: { title: 'Order of threads', values: {} },
  ownThreadSort: { title: 'Order of the threads of one process', values: {} },
  interpreters: { title: 'Interpreters', values: {} },
  gateOthersCpu: { title: 'CPU of others', values: {} },
  gateSteal: { title: 'Steal', values: {} },
  gateAppCpu: { title: 'CPU of Threadlab', values: {} },
  gateThrottled: { title: 'Throttling', values: {} },
  gateOverlap: { title: 'Overlap', values: {} },
  gateClockDrift: { title: 'Clock drift', values: {} },
  gateWarmUpDrift: { title: 'Drift after warm-up', values: {} },
};

export interface SettingGroup {
  title: string;
  /** What its settings have in common; empty where their own help says all. */
  help: string;
  names: readonly (keyof Settings)[];
}

export const settingGroups: readonly SettingGroup[] = [
  { title: 'Window', help: '', names: ['theme', 'density', 'singleKeys'] },
  {
    title: 'Monitor',
    help: '',
    names: [
      'interval',
      'cpuScale',
      'budget',
      'processShape',
      'processGroups',
      'processColumns',
      'processColumnWidths',
      'processSort',
      'processBranches',
      'threadColumns',
      'threadColumnWidths',
      'threadSort',
      'ownThreadSort',
    ],
  },
  { title: 'Python in the Lab', help: '', names: ['interpreters'] },
  {
    title: 'Lab',
    help: 'The gate: a repeat beyond one of these counts as disturbed. A record keeps the values by which it was judged.',
    names: [
      'gateOthersCpu',
      'gateSteal',
      'gateAppCpu',
      'gateThrottled',
      'gateOverlap',
      'gateClockDrift',
      'gateWarmUpDrift',
    ],
  },
];

export interface QuantityWords {
  parseUnit: Unit;
  format: (value: number) => string;
  example: string;
}

const share: QuantityWords = { parseUnit: 'ratio', format: formatRatio, example: '5%' };

export const quantitySettings = {
  interval: { parseUnit: 'seconds', format: formatSeconds, example: '2 s' },
  budget: share,
  gateOthersCpu: share,
  gateSteal: share,
  gateAppCpu: share,
  gateThrottled: share,
  gateOverlap: { ...share, example: '95%' },
  gateClockDrift: share,
  gateWarmUpDrift: share,
} satisfies Partial<Record<keyof Settings, QuantityWords>>;

export type QuantitySetting = keyof typeof quantitySettings;

/** True for the settings that are numbers with a unit. */
export function isQuantity(name: keyof Settings): name is QuantitySetting {
  return Object.hasOwn(quantitySettings, name);
}
