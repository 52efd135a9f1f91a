/** Who descends from whom, now. */
import { readFileSync } from 'node:fs';
import { allProcesses, lookUpStat, meansDenied, meansGone, threadsOf, type NamedStat } from './lookUp.ts';

/**
 * Living children. Linux lists them a thread (proc_pid_task_children(5), CONFIG_PROC_CHILDREN); where it does not, every process is asked
 * for its parent. Either may miss one that is born meanwhile: whoever must have all asks again until none is new.
 */
export function childrenOf(pid: number): NamedStat[] {
  const listed = listedChildren(pid) ?? allProcesses();
  return listed.flatMap((child) => {
    const stat = lookUpStat(child);
    return stat !== null && stat.parentPid === pid ? [stat] : [];
  });
}

/** Numbers of all that stand above a process, its parent first. */
export function ancestorsOf(pid: number): number[] {
  const above: number[] = [];
  for (let stat = lookUpStat(pid); stat !== null && stat.parentPid > 0; stat = lookUpStat(stat.parentPid)) {
    if (above.includes(stat.parentPid)) break; // numbers used again while we climbed
    above.push(stat.parentPid);
  }
  return above;
}

/** null where this Linux has no such files. */
function listedChildren(pid: number): number[] | null {
  const tids = threadsOf(pid);
  let isTold = tids.length === 0;
  const children = tids.flatMap((tid) => {
    try {
      const text = readFileSync(`/proc/${pid}/task/${tid}/children`, 'latin1');
      isTold = true;
      return text
        .split(' ')
        .filter((word) => /^\d+$/.test(word))
        .map(Number);
    } catch (error) {
      if (meansGone(error) || meansDenied(error)) return [];
      throw error;
    }
  });
  return isTold ? children : null;
}
