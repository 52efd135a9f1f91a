/** Niceness of every thread, setpriority(2). */
import { setPriority } from 'node:os';
import type { NiceResult } from '../../../../shared/monitor/actions.ts';
import type { ProcessKey } from '../../../../shared/monitor/processKey.ts';
import { lookUpThread, meansDenied, meansGone } from '../processes/lookUp.ts';
import { changeEveryThread, type Applied } from './everyThread.ts';
import { readThreads } from './readThreads.ts';

/** `nice`: -20 (first) to 19 (last). */
export function setNice(key: ProcessKey, nice: number, ownPid: number): Promise<NiceResult> {
  return changeEveryThread<number>(key, ownPid, {
    read: readThreads((pid, tid) => lookUpThread(pid, tid)?.nice ?? null),
    isAsked: (value) => value === nice,
    apply: (_pid, tids, check) => Promise.resolve(apply(tids, nice, check)),
    right: (pid, before) => ({
      capability: 'CAP_SYS_NICE',
      allows: before.some((value) => value > nice)
        ? 'lowers a nice value (or a limit of nice priority that allows it)'
        : "changes another user's process",
      command: `renice -n ${nice} -p $(ls /proc/${pid}/task)`,
    }),
    say: (value) => `at nice ${value}`,
  });
}

function apply(tids: readonly number[], nice: number, check: () => boolean): Applied {
  for (const tid of tids) {
    if (!check()) return { kind: 'gone' };
    try {
      setPriority(tid, nice);
    } catch (error) {
      if (meansDenied(error)) return { kind: 'denied' };
      if (!meansGone(error)) throw error;
    }
  }
  return { kind: 'done' };
}
