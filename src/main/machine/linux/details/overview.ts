/** Who a process is: its start, its relatives, its session, its user. */
import { readFileSync } from 'node:fs';
import type { NamedProcess, ProcessDetails } from '../../../../shared/monitor/details.ts';
import type { Seconds } from '../../../../shared/units/quantity.ts';
import { allowedCpus } from '../actions/setAffinity.ts';
import { readLinuxUnits } from '../linuxUnits.ts';
import { childrenOf } from '../processes/children.ts';
import { lookUpOwner, lookUpStat, type NamedStat } from '../processes/lookUp.ts';
import { userName } from '../processes/userName.ts';
import { decodeHostile } from '../procfs/decodeHostile.ts';
import { schedulingPolicyName } from '../procfs/schedulingPolicy.ts';
import { parseSession } from '../procfs/session.ts';
import { parseUptime } from '../procfs/uptime.ts';

/** Throws what the system call throws where the process ends meanwhile. */
export function readOverview(stat: NamedStat): ProcessDetails['overview'] {
  const { session, terminal } = parseSession(decodeHostile(readFileSync(`/proc/${stat.id}/stat`)));
  const parent = stat.parentPid === 0 ? null : lookUpStat(stat.parentPid);
  const uid = lookUpOwner(stat.id);
  const startTime = stat.startTicks / readLinuxUnits().ticksPerSecond;
  return {
    name: stat.name,
    state: stat.state,
    kernelThread: stat.kernelThread,
    startTime,
    startedAt: new Date(Date.now() - (readUptime() - startTime) * 1e3).toISOString(),
    parent: parent === null ? null : named(parent),
    children: childrenOf(stat.id).map(named),
    processGroup: stat.processGroup,
    session,
    terminal,
    user: uid === null ? null : { uid, name: userName(uid) },
    threads: stat.threads,
    nice: stat.nice,
    policy: schedulingPolicyName(stat.policy),
    realTimePriority: stat.realTimePriority,
    allowedCpus: allowedCpus(stat.id, stat.id),
  };
}

function named({ id, startTicks, name }: NamedStat): NamedProcess {
  return { pid: id, startTicks, name };
}

function readUptime(): Seconds {
  return parseUptime(readFileSync('/proc/uptime', 'latin1'));
}
