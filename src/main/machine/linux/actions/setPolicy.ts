/** Scheduling policy of every thread, sched_setscheduler(2) by chrt(1). */
import type { policyNames, PolicyResult, PolicyValue } from '../../../../shared/monitor/actions.ts';
import type { ProcessKey } from '../../../../shared/monitor/processKey.ts';
import { lookUpThread } from '../processes/lookUp.ts';
import { schedulingPolicyName } from '../procfs/schedulingPolicy.ts';
import { changeEveryThread, type Applied } from './everyThread.ts';
import { readThreads } from './readThreads.ts';
import { runTool } from './tool.ts';

export interface PolicyRequest {
  policy: (typeof policyNames)[number];
  /** 1 to 99 of fifo and rr, 0 of the others. */
  priority: number;
}

export function setPolicy(key: ProcessKey, { policy, priority }: PolicyRequest, ownPid: number): Promise<PolicyResult> {
  const flags = ['-a', `--${policy}`, '-p', String(priority)];
  const isRealTime = policy === 'fifo' || policy === 'rr';
  return changeEveryThread<PolicyValue>(key, ownPid, {
    read: readThreads((pid, tid) => {
      const stat = lookUpThread(pid, tid);
      return stat === null ? null : { policy: schedulingPolicyName(stat.policy), priority: stat.realTimePriority };
    }),
    isAsked: (value) => value.policy === policy && value.priority === priority,
    apply: async (pid): Promise<Applied> => {
      const answer = await runTool('chrt', [...flags, String(pid)]);
      return answer.kind === 'refused' ? { kind: 'refused', words: `chrt refused: ${answer.words}.` } : answer;
    },
    right: (pid) => ({
      capability: 'CAP_SYS_NICE',
      allows: isRealTime
        ? 'sets a real-time policy (or a limit of real-time priority that allows it)'
        : "changes another user's process or leaves a real-time policy",
      command: `chrt ${flags.join(' ')} ${pid}`,
    }),
    say: (value) => `under ${value.policy}${value.priority > 0 ? ` ${value.priority}` : ''}`,
  });
}
