/** The CPUs on which every thread may run, sched_setaffinity(2) by taskset(1); seen in each thread's Cpus_allowed_list afterwards. */
import { readFileSync } from 'node:fs';
import type { AffinityResult } from '../../../../shared/monitor/actions.ts';
import type { ProcessKey } from '../../../../shared/monitor/processKey.ts';
import { meansDenied, meansGone } from '../processes/lookUp.ts';
import { formatCpuList, parseCpuList } from '../sysfs/cpuList.ts';
import { changeEveryThread, type Applied } from './everyThread.ts';
import { readThreads } from './readThreads.ts';
import { runTool } from './tool.ts';

/** `cpus`: numbers of CPUs. Linux leaves out those that are offline or that a cpuset forbids. */
export function setAffinity(key: ProcessKey, cpus: readonly number[], ownPid: number): Promise<AffinityResult> {
  const list = formatCpuList(cpus);
  return changeEveryThread<number[]>(key, ownPid, {
    read: readThreads(allowedCpus),
    isAsked: (value) => formatCpuList(value) === list,
    apply: async (pid): Promise<Applied> => {
      const answer = await runTool('taskset', ['-a', '-c', '-p', list, String(pid)]);
      if (answer.kind !== 'refused') return answer;
      const words = /Invalid argument/.test(answer.words)
        ? `It may run on none of the CPUs ${list}: they are offline, or its cpuset leaves them out.`
        : `taskset refused: ${answer.words}.`;
      return { kind: 'refused', words };
    },
    right: (pid) => ({
      capability: 'CAP_SYS_NICE',
      allows: "changes another user's process",
      command: `taskset -a -c -p ${list} ${pid}`,
    }),
    say: (value) => `on CPU ${formatCpuList(value)}`,
  });
}

/** Where a thread may run; null where it has ended. */
export function allowedCpus(pid: number, tid: number): number[] | null {
  try {
    const status = readFileSync(`/proc/${pid}/task/${tid}/status`, 'latin1');
    const list = /^Cpus_allowed_list:\t(.*)$/m.exec(status)?.[1];
    return list === undefined ? null : parseCpuList(list);
  } catch (error) {
    if (meansGone(error) || meansDenied(error)) return null;
    throw error;
  }
}
