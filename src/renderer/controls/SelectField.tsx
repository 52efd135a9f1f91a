/** One of many choices, where side by side they have no room: the browser's own list, with its label and help. */
import { useId, type ReactNode } from 'react';

export interface SelectFieldProps<Value extends string> {
  label: string;
  choices: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
  help?: ReactNode;
}

export function SelectField<Value extends string>({ label, choices, value, onChange, help }: SelectFieldProps<Value>) {
  const id = useId();
  return (
    <div className="text-field">
      <label htmlFor={id} className="text-field-label">
        {label}
      </label>
      <select
        id={id}
        className="select-field"
        value={value}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        onChange={(event) => {
          const picked = choices.find((choice) => choice.value === event.target.value);
          if (picked !== undefined) onChange(picked.value);
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      {help !== undefined && (
        <p id={`${id}-help`} className="field-message">
          {help}
        </p>
      )}
    </div>
  );
}
