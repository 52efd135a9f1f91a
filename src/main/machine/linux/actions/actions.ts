/** All that can be done to processes of this machine. Each process is checked and answered by itself, one after another. */
import type { monitorActions } from '../../../../shared/monitor/actions.ts';
import type { Handlers } from '../../../../shared/rpc/contract.ts';
import { requireLinux } from '../requireLinux.ts';
import { setAffinity } from './setAffinity.ts';
import { setIoPriority } from './setIoPriority.ts';
import { setNice } from './setNice.ts';
import { setPolicy } from './setPolicy.ts';
import { signalProcesses } from './signalProcesses.ts';

/** `ownPid`: the backend's process, whose own tree is left alone. */
export function createActions(ownPid: number): Handlers<typeof monitorActions> {
  return {
    async signal(request) {
      requireLinux('Signals to processes');
      return { results: await signalProcesses(request, ownPid) };
    },
    async setNice({ processes, nice }) {
      return { results: await inTurn(processes, (key) => setNice(key, nice, ownPid)) };
    },
    async setAffinity({ processes, cpus }) {
      return { results: await inTurn(processes, (key) => setAffinity(key, cpus, ownPid)) };
    },
    async setPolicy({ processes, policy, priority }) {
      return { results: await inTurn(processes, (key) => setPolicy(key, { policy, priority }, ownPid)) };
    },
    async setIoPriority({ processes, class: ioClass, level }) {
      return { results: await inTurn(processes, (key) => setIoPriority(key, { class: ioClass, level }, ownPid)) };
    },
  };
}

async function inTurn<Item, Result>(items: readonly Item[], act: (item: Item) => Promise<Result>): Promise<Result[]> {
  requireLinux('Changes of processes');
  const results: Result[] = [];
  for (const item of items) results.push(await act(item));
  return results;
}
