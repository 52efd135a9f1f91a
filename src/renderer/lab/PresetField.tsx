/** The lengths that a run may have, each a set of values that fits this machine; none is picked where the form asks for something else. */
import type { PresetName } from '../../shared/lab/presets.ts';
import { presetNames, presets } from '../../shared/lab/presets.ts';
import { Segmented } from '../controls/Segmented.tsx';

export interface PresetFieldProps {
  /** Those that differ where they are picked for; all of them by default. */
  names?: readonly PresetName[];
  /** null: what is asked for is no preset. */
  picked: PresetName | null;
  onPick: (preset: PresetName) => void;
  /** The CPUs are not known yet. */
  disabled?: boolean;
}

export function PresetField({ names = presetNames, picked, onPick, disabled = false }: PresetFieldProps) {
  return (
    <Segmented<PresetName | 'none'>
      label="Preset"
      value={picked ?? 'none'}
      disabled={disabled}
      choices={names.map((value) => ({ value, label: presets[value].title }))}
      onChange={(value) => {
        if (value !== 'none') onPick(value);
      }}
    />
  );
}
