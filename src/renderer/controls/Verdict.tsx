/** A judgement: icon, word and colour together, so that each alone would do. */
import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';

export type VerdictTone = 'good' | 'warn' | 'bad' | 'none';

const icons = { good: 'passed', warn: 'warning', bad: 'failed', none: 'none' } as const satisfies Record<
  VerdictTone,
  IconName
>;

export interface VerdictProps {
  tone: VerdictTone;
  /** Another icon than the tone's own, such as `unknown` for "cannot tell". */
  icon?: IconName;
  children: ReactNode;
}

/** For example `<Verdict tone="good">passed</Verdict>`. */
export function Verdict({ tone, icon = icons[tone], children }: VerdictProps) {
  return (
    <span className={`verdict verdict-${tone}`}>
      <Icon name={icon} size={15} />
      {children}
    </span>
  );
}
