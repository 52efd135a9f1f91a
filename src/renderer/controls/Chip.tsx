/** Small labels: the state of a view (accent), a remark (plain), or a choice that can be picked (outline; picked = accent and tick). */
import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';

export type Tone = 'accent' | 'plain' | 'good' | 'warn' | 'bad';

export interface ChipProps {
  tone?: Tone;
  icon?: IconName;
  /** Lower, for use beside a name in a table row. */
  inRow?: boolean;
  tip?: string;
  children: ReactNode;
}

/** A chip that only says something. */
export function Chip({ tone = 'plain', icon, inRow = false, tip, children }: ChipProps) {
  return (
    <span className={`chip chip-${tone}${inRow ? ' chip-in-row' : ''}`} data-tip={tip}>
      {icon !== undefined && <Icon name={icon} size={12} />}
      {children}
    </span>
  );
}

export interface ChoiceChipProps {
  picked: boolean;
  onToggle: () => void;
  disabled?: boolean;
  /** Why it cannot be picked here; it is then disabled and says so. */
  reason?: string | undefined;
  /** Colour of a series swatch before the word, as a token such as `var(--s1)`. */
  swatch?: string;
  tip?: string | undefined;
  children: ReactNode;
}

/** One of several choices, 26 px high, as used in forms. */
export function ChoiceChip({ picked, onToggle, disabled = false, reason, swatch, tip, children }: ChoiceChipProps) {
  const off = disabled || reason !== undefined;
  return (
    <button
      type="button"
      className={`choice-chip${picked ? ' choice-chip-picked' : ''}`}
      aria-pressed={picked}
      aria-disabled={off}
      data-tip={reason ?? tip}
      onClick={off ? undefined : onToggle}
    >
      {picked && <Icon name="tick" size={12} />}
      {swatch !== undefined && <i className="swatch" style={{ background: swatch }} />}
      {children}
    </button>
  );
}
