/** How the tables of the Monitor are kept (columns, widths, order, branches): in a few words, and the way back. It is made in the table itself. */
import type { Field } from '../../shared/monitor/field.ts';
import { processFields } from '../../shared/monitor/processFields.ts';
import { threadFields } from '../../shared/monitor/threadFields.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import { Button } from '../controls/Button.tsx';
import { settingTitles } from './settingWords.ts';

export const layoutSettings = [
  'processColumns',
  'processColumnWidths',
  'processSort',
  'processBranches',
  'threadColumns',
  'threadColumnWidths',
  'threadSort',
  'ownThreadSort',
] as const satisfies readonly (keyof Settings)[];
export type LayoutSettingName = (typeof layoutSettings)[number];

export interface LayoutSettingProps {
  name: LayoutSettingName;
  settings: Settings;
  onChange: (change: Partial<Settings>) => void;
}

export function LayoutSetting({ name, settings, onChange }: LayoutSettingProps) {
  return (
    <div className="setting-layout">
      <span>{layoutWords(name, settings)}</span>
      <Button
        small
        aria-label={`Reset to default: ${settingTitles[name].title}`}
        reason={isSameSetting(settings[name], defaultSettings[name]) ? 'They are the default.' : undefined}
        onClick={() => onChange({ [name]: defaultSettings[name] })}
      >
        Reset to default
      </Button>
    </div>
  );
}

/** "16 columns", "2 changed", "CPU, highest first". */
export function layoutWords(name: LayoutSettingName, settings: Settings): string {
  switch (name) {
    case 'processColumns':
    case 'threadColumns':
      return `${settings[name].length} columns`;
    case 'processColumnWidths':
    case 'threadColumnWidths':
      return `${Object.keys(settings[name]).length} changed`;
    case 'processBranches':
      return `${settings[name].length} opened or closed`;
    case 'processSort':
      return sortWords(processFields[settings[name].field], settings[name].direction);
    case 'threadSort':
    case 'ownThreadSort':
      return sortWords(threadFields[settings[name].field], settings[name].direction);
  }
}

function sortWords({ title, group, unit }: Field, direction: 'ascending' | 'descending'): string {
  const [first, last] = unit === 'text' ? ['A to Z', 'Z to A'] : ['lowest first', 'highest first'];
  return `${group === undefined ? title : `${group}, ${title}`}, ${direction === 'ascending' ? first : last}`;
}

/** Settings are compared by what they hold: lists and maps come anew with every change. */
export function isSameSetting(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
