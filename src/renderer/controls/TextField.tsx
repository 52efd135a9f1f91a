/** One line of text with its label, unit or help under it, and its error, which appears on leaving the field. */
import { useId, type InputHTMLAttributes, type ReactNode, type Ref } from 'react';
import { Icon, type IconName } from './Icon.tsx';

export interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  label: string;
  /** The label is read but not drawn, as in a tool bar. */
  hideLabel?: boolean;
  value: string;
  onChange: (value: string) => void;
  help?: ReactNode;
  /** What is wrong with the value and what to write instead; null when nothing is. */
  error?: string | null;
  icon?: IconName;
  mono?: boolean;
  /** At the right inside the field, such as "15 of 412". */
  remark?: string;
  /** Shows a button that empties the field. */
  clearable?: boolean;
  ref?: Ref<HTMLInputElement>;
}

/** A labelled input; `help` and `error` are connected to it for assistive technology. */
export function TextField({
  label,
  hideLabel = false,
  value,
  onChange,
  help,
  error = null,
  icon,
  mono = false,
  remark,
  clearable = false,
  className = '',
  ref,
  ...rest
}: TextFieldProps) {
  const id = useId();
  const described = [help !== undefined ? `${id}-help` : null, error !== null ? `${id}-error` : null].filter(
    (part) => part !== null,
  );
  return (
    <div className={`text-field ${className}`}>
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : 'text-field-label'}>
        {label}
      </label>
      <div className={`field${error === null ? '' : ' field-error'}${mono ? ' field-mono' : ''}`}>
        {icon !== undefined && <Icon name={icon} />}
        <input
          {...rest}
          ref={ref}
          id={id}
          value={value}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={error !== null}
          aria-describedby={described.length === 0 ? undefined : described.join(' ')}
          onChange={(event) => onChange(event.target.value)}
        />
        {remark !== undefined && <span className="field-remark">{remark}</span>}
        {clearable && value !== '' && (
          <button
            type="button"
            className="field-clear"
            aria-label={`Clear ${label.toLowerCase()}`}
            onClick={() => onChange('')}
          >
            <Icon name="close" size={12} />
          </button>
        )}
      </div>
      {error !== null && (
        <p id={`${id}-error`} className="field-message field-message-error" role="alert">
          <Icon name="warning" />
          {error}
        </p>
      )}
      {help !== undefined && (
        <p id={`${id}-help`} className="field-message">
          {help}
        </p>
      )}
    </div>
  );
}
