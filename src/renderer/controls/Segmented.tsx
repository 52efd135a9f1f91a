/** Two to five exclusive choices side by side. A radio group: one tab stop, arrow keys choose. */
import { useId } from 'react';

export interface SegmentedChoice<Value extends string> {
  value: Value;
  label: string;
  /** Why this choice cannot be made here; it is then shown but disabled. */
  reason?: string | undefined;
}

export interface SegmentedProps<Value extends string> {
  /** Names the group for assistive technology. */
  label: string;
  choices: readonly SegmentedChoice<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  disabled?: boolean;
}

/** The choices as native radio buttons, drawn as one control. */
export function Segmented<Value extends string>({
  label,
  choices,
  value,
  onChange,
  disabled = false,
}: SegmentedProps<Value>) {
  const name = useId();
  return (
    <div className="segmented" role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value} className="segment" data-tip={choice.reason}>
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            disabled={disabled || choice.reason !== undefined}
            onChange={() => onChange(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </div>
  );
}
