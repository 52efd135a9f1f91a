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
};

export type QuantitySetting = 'interval' | 'budget';

export interface QuantityWords {
  parseUnit: Unit;
  format: (value: number) => string;
  example: string;
}

export const quantitySettings: Readonly<Record<QuantitySetting, QuantityWords>> = {
  interval: { parseUnit: 'seconds', format: formatSeconds, example: '2 s' },
  budget: { parseUnit: 'ratio', format: formatRatio, example: '5%' },
};

/** True for the settings that are numbers with a unit. */
export function isQuantity(name: keyof Settings): name is QuantitySetting {
  return Object.hasOwn(quantitySettings, name);
}
