/** A signal for the rows that a person has selected, or for all that descend from them. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Refused, SignalResult } from '../../../../shared/monitor/actions.ts';
import type { ProcessKey } from '../../../../shared/monitor/processKey.ts';
import type { SignalName } from '../../../../shared/monitor/signals.ts';
import type { Seconds } from '../../../../shared/units/quantity.ts';
import { childrenOf } from '../processes/children.ts';
import { lookUpStat } from '../processes/lookUp.ts';
import { look, send, type Sent } from './signal.ts';
import { aim } from './target.ts';

/** How long one looks what becomes of a signal, and how often. */
const patience: Seconds = 1;
const lookEvery: Seconds = 0.02;
/** Until a process that gets SIGSTOP on another CPU has stopped. */
const stopPatience: Seconds = 0.05;

export interface SignalRequest {
  processes: readonly ProcessKey[];
  signal: SignalName;
  tree: boolean;
}

/** One result a process, in the order of sending. */
export async function signalProcesses(
  { processes, signal, tree }: SignalRequest,
  ownPid: number,
): Promise<SignalResult[]> {
  const sent: (Sent | Refused)[] = [];
  const seen = new Set<string>();
  for (const key of processes) {
    if (tree) await signalTree(key, { signal, ownPid, seen, sent });
    else if (isNew(key, seen)) sent.push(send(key, signal, ownPid));
  }
  return settle(sent);
}

interface Walk {
  signal: SignalName;
  ownPid: number;
  seen: Set<string>;
  sent: (Sent | Refused)[];
}

/**
 * Leaves first. The children of each are asked for again until none is new, immediately before the process itself gets the signal; for
 * SIGKILL it is stopped before they are asked for, so it can have no more.
 */
async function signalTree(key: ProcessKey, walk: Walk): Promise<void> {
  const { signal, ownPid, seen, sent } = walk;
  if (!isNew(key, seen)) return;
  const aimed = aim(key, ownPid);
  if ('refused' in aimed) {
    sent.push(aimed.refused); // what the guards leave alone, they leave alone with its children
    return;
  }
  const stopped = signal === 'SIGKILL' ? await stop(key, ownPid) : false;
  for (;;) {
    const fresh = childrenOf(key.pid)
      .map(({ id, startTicks }) => ({ pid: id, startTicks }))
      .filter((child) => !seen.has(nameOf(child)));
    if (fresh.length === 0) break;
    for (const child of fresh) await signalTree(child, walk);
  }
  const result = send(key, signal, ownPid);
  if ('outcome' in result && stopped) send(key, 'SIGCONT', ownPid);
  sent.push(result);
}

async function stop(key: ProcessKey, ownPid: number): Promise<boolean> {
  const stopping = send(key, 'SIGSTOP', ownPid);
  if ('outcome' in stopping) return false;
  if (stopping.stat.state === 'T') return false; // it was paused before: that is not ours to undo
  for (let waited = 0; waited < stopPatience; waited += 0.002) {
    if (lookUpStat(key.pid)?.state !== 'R') break;
    await pause(2);
  }
  return true;
}

async function settle(sent: readonly (Sent | Refused)[]): Promise<SignalResult[]> {
  const until = performance.now() + patience * 1e3;
  for (;;) {
    const looks = sent.map((one) => ('outcome' in one ? { isSettled: true, result: one } : look(one)));
    if (looks.every(({ isSettled }) => isSettled) || performance.now() >= until) {
      return looks.map(({ result }) => result);
    }
    await pause(lookEvery * 1e3);
  }
}

function isNew(key: ProcessKey, seen: Set<string>): boolean {
  const name = nameOf(key);
  if (seen.has(name)) return false;
  seen.add(name);
  return true;
}

function nameOf({ pid, startTicks }: ProcessKey): string {
  return `${pid} ${startTicks}`;
}
