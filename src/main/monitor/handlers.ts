/** The Monitor's room of the backend: watch the machine, describe it. */
import type { monitorContract } from '../../shared/monitor/contract.ts';
import type { MachineDescription } from '../../shared/monitor/machineDescription.ts';
import type { Ratio } from '../../shared/units/quantity.ts';
import type { Entries } from '../entries.ts';
import { createActions } from '../machine/linux/actions/actions.ts';
import { readDetails } from '../machine/linux/details/details.ts';
import { readThreadWait } from '../machine/linux/details/threadWait.ts';
import { readOrigin } from '../machine/linux/origin/readOrigin.ts';
import { findHolders } from '../machine/linux/holders/findHolders.ts';
import { requireLinux } from '../machine/linux/requireLinux.ts';
import type { Room } from '../room.ts';
import { LanesHost, type LaneWatcher } from './lanes/lanesHost.ts';
import { figureFile } from './figureFile.ts';
import { SamplerHost } from './samplerHost.ts';
import type { Watcher } from './samplerHost.ts';

export interface MonitorOptions {
  entries: Pick<Entries, 'sampler' | 'lanes'>;
  /** CPU that reading may cost now, as a share of one core. */
  budget: () => Ratio;
  describeMachine: () => Promise<MachineDescription>;
  /** A figure as pixels. */
  pngOf: (svg: string) => Promise<Uint8Array>;
}

export interface MonitorRoom extends Room<typeof monitorContract> {
  /** Loads the sampler's code before anybody watches: the first watcher waits for its first pass only. */
  prepare(): void;
}

/** Of the budget, while somebody looks at lanes. */
const lanesShare: Ratio = 0.5;

/** All watchers share one sampler, which rests while there is none. The machine is described once. */
export function createMonitor({ entries, budget, describeMachine, pngOf }: MonitorOptions): MonitorRoom {
  const lanes = new LanesHost(entries.lanes, () => budget() * lanesShare);
  const host = new SamplerHost(entries.sampler, () => (lanes.isFollowing ? budget() * (1 - lanesShare) : budget()));
  let description: Promise<MachineDescription> | null = null;
  const machine = () => {
    description ??= describeMachine().catch((error: unknown) => {
      description = null; // asked again the next time
      throw error;
    });
    return description;
  };
  return {
    handlers: {
      watch(request, changed, fail) {
        let taken: Uint8Array | null = null;
        const watcher: Watcher = { request, changed, fail };
        host.add(watcher);
        return {
          take() {
            const { newest } = host;
            if (newest === null || newest === taken) return undefined;
            taken = newest;
            return newest;
          },
          update(input) {
            watcher.request = input;
            host.update();
          },
          close: () => host.remove(watcher),
        };
      },
      lanes({ process }, changed, fail) {
        requireLinux('Lanes of threads');
        let watcher: LaneWatcher = { process, waiting: [], changed, fail };
        lanes.add(watcher);
        return {
          take() {
            const batch = watcher.waiting.shift();
            if (watcher.waiting.length > 0) changed();
            return batch;
          },
          update(input) {
            lanes.remove(watcher);
            watcher = { ...watcher, process: input.process, waiting: [] };
            lanes.add(watcher);
          },
          close: () => lanes.remove(watcher),
        };
      },
      machine,
      ...createActions(process.pid),
      details: readDetails,
      findHolders,
      threadWait: readThreadWait,
      origin: readOrigin,
      figure: async ({ figure, format }) => figureFile(figure, format, await machine(), pngOf),
    },
    prepare: () => host.prepare(),
    async close() {
      await Promise.all([host.close(), lanes.close()]);
    },
  };
}
