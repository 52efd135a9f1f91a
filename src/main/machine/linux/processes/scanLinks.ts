/** Goes through what all processes have open, in turns that let others work. */
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { formatCount } from '../../../../shared/units/number.ts';
import { parseProcMount } from '../procfs/mountinfo.ts';
import { readText } from '../sysfs/readText.ts';
import { allProcesses, lookUpStat, meansDenied, meansGone, type NamedStat } from './lookUp.ts';
import { openLinks, type OpenLink } from './openLinks.ts';

export interface Hidden {
  /** Processes whose descriptors may not be read. */
  count: number;
  words: string | null;
}

/** `visit` is told of each process that can be read. Threads of Linux have nothing open and are left out. */
export async function scanLinks(
  visit: (stat: NamedStat, links: readonly OpenLink[]) => Promise<void> | void,
): Promise<Hidden> {
  let count = 0;
  for (const pid of allProcesses()) {
    await yieldToOthers();
    const stat = lookUpStat(pid);
    if (stat === null || stat.kernelThread || stat.state === 'Z') continue;
    try {
      const { links } = await openLinks(pid, Infinity);
      await visit(stat, links);
    } catch (error) {
      if (meansDenied(error)) count += 1;
      else if (!meansGone(error)) throw error;
    }
  }
  return { count, words: hiddenWords(count) };
}

function hiddenWords(count: number): string | null {
  const mount = parseProcMount(readText('/proc/self/mountinfo') ?? '', '/proc');
  if (mount !== null && mount.hidepid >= 2 && process.geteuid?.() !== 0) {
    return "Other users' processes are not even listed (/proc is mounted with hidepid): one of them may have it too. Root sees all.";
  }
  if (count === 0) return null;
  const who = count === 1 ? '1 process' : `${formatCount(count)} processes`;
  return `${who} could not be looked into, being another user's: one of them may have it too. Root sees all.`;
}
