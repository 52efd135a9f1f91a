/** A kept choice of columns, or of their widths: how many there are, and the way back. It is made in the table itself. */
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import { Button } from '../controls/Button.tsx';
import { settingTitles } from './settingWords.ts';

export const layoutSettings = [
  'processColumns',
  'processColumnWidths',
  'threadColumns',
  'threadColumnWidths',
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

/** "16 columns", "2 changed". */
export function layoutWords(name: LayoutSettingName, settings: Settings): string {
  const value = settings[name];
  return Array.isArray(value) ? `${value.length} columns` : `${Object.keys(value).length} changed`;
}

/** Settings are compared by what they hold: lists and maps come anew with every change. */
export function isSameSetting(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
