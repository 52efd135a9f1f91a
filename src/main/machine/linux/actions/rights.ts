/** What to say where Linux answers EPERM or EACCES: whose process it is, which right is missing, and how to get it. */
import type { Refused } from '../../../../shared/monitor/actions.ts';
import type { ProcessKey } from '../../../../shared/monitor/processKey.ts';
import { lookUpOwner, type NamedStat } from '../processes/lookUp.ts';
import { userName } from '../processes/userName.ts';
import { called, refusal } from './target.ts';

export interface MissingRight {
  /** As capabilities(7) names it. */
  capability: 'CAP_KILL' | 'CAP_SYS_NICE' | 'CAP_SYS_ADMIN';
  /** What it allows: "signals another user's process". */
  allows: string;
  /** What does the same in a terminal, without sudo. Numbers and fixed words only, so nothing hostile gets into a shell. */
  command: string;
}

/** `changed`: what was done before the refusal came, in words; empty for nothing. */
export function notPermitted(key: ProcessKey, stat: NamedStat, right: MissingRight, changed = ''): Refused {
  const own = process.geteuid?.() ?? null;
  const owner = lookUpOwner(key.pid);
  const whose =
    owner === null || own === null || owner === own
      ? `Linux refused to change ${called(stat)}`
      : `${called(stat)} belongs to ${userName(owner)}, and Threadlab runs as ${userName(own)}`;
  const missing = `only ${right.capability} ${right.allows}`;
  // Root without the right has it taken away by a container or a service manager, and sudo does not bring it back.
  const remedy = own === 0 ? ' Root lacks it here: do it from outside of this container.' : '';
  const done = changed === '' ? 'Nothing was changed.' : changed;
  const command = own === 0 ? null : `sudo ${right.command}`;
  return refusal(key, stat.name, 'notPermitted', `${whose}: ${missing}.${remedy} ${done}`, command);
}
