/** A button: a verb. One filled (`primary`) on a screen; the rest outlined; `quiet` without an edge. */
import type { ButtonHTMLAttributes, Ref } from 'react';
import { Icon, type IconName } from './Icon.tsx';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: 'primary' | 'outlined' | 'quiet' | 'danger' | 'dangerFilled';
  small?: boolean;
  icon?: IconName;
  /** The key that does the same, shown at the right. */
  keyHint?: string;
  /** Why it cannot be used now: shown as its tooltip, and the button stays focusable so that it can be read. */
  reason?: string | undefined;
  ref?: Ref<HTMLButtonElement>;
}

/** A native button in one of the five looks. With `reason` it is disabled in a way that can still be focused and read. */
export function Button({
  variant = 'outlined',
  small = false,
  icon,
  keyHint,
  reason,
  className = '',
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`button button-${variant}${small ? ' button-small' : ''} ${className}`}
      aria-disabled={reason === undefined ? rest['aria-disabled'] : true}
      data-tip={reason ?? Reflect.get(rest, 'data-tip')}
      onClick={reason === undefined ? onClick : undefined}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children}
      {keyHint !== undefined && <kbd aria-hidden="true">{keyHint}</kbd>}
    </button>
  );
}
