/** Before anything is done to a process: is it still the one that was meant, and may it be touched at all? */
import type { Refused } from '../../../../shared/monitor/actions.ts';
import type { ProcessKey } from '../../../../shared/monitor/processKey.ts';
import { escapeInvisible } from '../../../../shared/text/hostileText.ts';
import { ancestorsOf } from '../processes/children.ts';
import { lookUpStat, type NamedStat } from '../processes/lookUp.ts';

/** Whoever acts asks for this again immediately before each system call: between the two a number may pass to another process. */
export type Aim = { stat: NamedStat } | { refused: Refused };

/** Checks (pid, startTicks) and the guards. `ownPid`: the backend, whose whole tree is left alone. */
export function aim(key: ProcessKey, ownPid: number): Aim {
  const stat = lookUpStat(key.pid);
  if (stat === null || stat.startTicks !== key.startTicks) return { refused: gone(key) };
  const guard = guardOf(stat, ownPid);
  if (guard !== null) return { refused: refusal(key, stat.name, 'guarded', guard) };
  if (stat.state === 'Z' || stat.state === 'X') {
    return { refused: refusal(key, stat.name, 'processGone', zombieWords(stat)) };
  }
  return { stat };
}

export function gone(key: ProcessKey, name: string | null = null): Refused {
  const words = `Process ${key.pid} has ended; its number may belong to another now. Nothing was changed.`;
  return refusal(key, name, 'processGone', words);
}

export function refusal(
  { pid, startTicks }: ProcessKey,
  name: string | null,
  why: Refused['why'],
  reason: string,
  command: string | null = null,
): Refused {
  return { outcome: 'refused', process: { pid, startTicks, name }, why, reason, command };
}

/** "node (PID 4100)", harmless wherever it is shown. */
export function called({ name, id }: { name: string; id: number }): string {
  return `${escapeInvisible(name)} (PID ${id})`;
}

/**
 * Why Threadlab leaves a process alone; null where it does not. The own tree is the backend with all below it, and those above it
 * that share its process group: the job in a terminal that started it.
 */
function guardOf(stat: NamedStat, ownPid: number): string | null {
  if (stat.id === 1) return 'PID 1 started all other processes here, and they end with it: Threadlab leaves it alone.';
  if (stat.kernelThread)
    return `${called(stat)} is a thread of Linux itself, which takes no orders from here: Threadlab leaves it alone.`;
  if (isOwn(stat, ownPid)) {
    return `${called(stat)} belongs to Threadlab itself. Close the window, or cancel the run in the Lab.`;
  }
  return null;
}

function isOwn(stat: NamedStat, ownPid: number): boolean {
  if (stat.id === ownPid || ancestorsOf(stat.id).includes(ownPid)) return true;
  const own = lookUpStat(ownPid);
  return own !== null && stat.processGroup === own.processGroup && ancestorsOf(ownPid).includes(stat.id);
}

function zombieWords(stat: NamedStat): string {
  const parent = lookUpStat(stat.parentPid);
  const whose = parent === null ? 'its parent' : `its parent, ${called(parent)},`;
  return `${called(stat)} has ended already; ${whose} has not yet asked for its status, so the row stays. Nothing was changed.`;
}
