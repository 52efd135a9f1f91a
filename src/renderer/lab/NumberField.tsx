/** One number parameter of the form, with its unit in the value ("100 ns"), a sweep as "1, 2, 4, 8", and its range in the help. */
import type { ReactNode } from 'react';
import type { NumberParameter } from '../../shared/lab/experiment.ts';
import { TextField } from '../controls/TextField.tsx';
import { numbersOrNull } from './formState.ts';

export interface NumberFieldProps {
  parameter: NumberParameter;
  text: string;
  onChange: (text: string) => void;
  onLeave: () => void;
  disabled: boolean;
  help: ReactNode;
  error: string | undefined;
}

export function NumberField({ parameter, text, onChange, onLeave, disabled, help, error }: NumberFieldProps) {
  const count = parameter.sweep ? numbersOrNull(parameter, text)?.length : 1;
  return (
    <TextField
      className="form-row"
      label={parameter.title}
      value={text}
      disabled={disabled}
      onChange={onChange}
      onBlur={onLeave}
      title={parameter.help}
      help={
        <>
          {count !== undefined && count > 1 && `${count} values, `}
          {help}
        </>
      }
      error={error ?? null}
    />
  );
}
