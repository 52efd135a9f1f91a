/**
 * Wires the rooms to one another and to connections; no logic of its own. Every shell starts this and hands it its
 * connections. Rooms know nothing of one another: what one needs of another is passed in here.
 */
import { join } from 'node:path';
import { contract, type ThreadlabContract } from '../shared/contract.ts';
import { createClient, type Client } from '../shared/rpc/client.ts';
import { gateLimitsOf } from '../shared/lab/gateLimits.ts';
import type { Connection } from '../shared/rpc/connection.ts';
import { memoryPair } from '../shared/rpc/memoryPair.ts';
import type { ContractHandlers } from '../shared/rpc/path.ts';
import { createServer } from '../shared/rpc/server.ts';
import type { Entries } from './entries.ts';
import { createLab } from './lab/handlers.ts';
import { createMonitor } from './monitor/handlers.ts';
import { createRuns } from './runs/handlers.ts';
import { createSettings } from './settings/handlers.ts';
import { threadlabVersion } from './version.ts';

export interface BackendOptions {
  /** Where runs and settings are kept. */
  dataFolder: string;
  /** Refuses every procedure that acts. */
  readOnly: boolean;
  shell: 'electron' | 'serve' | 'cli';
  entries: Entries;
}

export interface Backend {
  /** Serves a window until its connection closes. */
  attach(connection: Connection): void;
  /** A client in this process, for the command line. */
  connect(): Client<ThreadlabContract>;
  /** Closes every connection, then ends all that the rooms started. */
  close(): Promise<void>;
}

export async function createBackend({ dataFolder, readOnly, shell, entries }: BackendOptions): Promise<Backend> {
  const settings = await createSettings({ file: join(dataFolder, 'settings.json') });
  // Its libraries take a while to load, and the first table does not need them.
  const machine = async () => (await import('./machine/machine.ts')).describeMachine();
  const runs = await createRuns({ folder: join(dataFolder, 'runs') });
  const lab = await createLab({
    entries,
    dataFolder,
    keep: (record) => runs.keep(record),
    describeMachine: machine,
    gateLimits: () => gateLimitsOf(settings.current()),
    interpreters: () => settings.current().interpreters,
  });
  const monitor = createMonitor({
    entries,
    budget: () => settings.current().budget,
    describeMachine: machine,
    pngOf: async (svg) => (await import('./runs/exports/png.ts')).pngOf(svg),
  });
  // A window is on its way, and the sampler's code is ready when it is.
  if (shell !== 'cli') monitor.prepare();

  const about = { version: threadlabVersion(), shell, readOnly, dataFolder, pid: process.pid, node: process.version };
  const handlers: ContractHandlers<ThreadlabContract> = {
    app: { about: () => about },
    monitor: monitor.handlers,
    lab: lab.handlers,
    runs: runs.handlers,
    settings: settings.handlers,
  };

  const connections = new Set<Connection>();
  let closed = false;

  function attach(connection: Connection): void {
    if (closed) return connection.close('The backend has ended.');
    connections.add(connection);
    connection.onClose(() => connections.delete(connection));
    createServer(contract, handlers, connection, { readOnly, report: reportFault });
  }

  return {
    attach,
    connect() {
      const [near, far] = memoryPair();
      attach(far);
      return createClient(contract, near);
    },
    async close() {
      if (closed) return;
      closed = true;
      for (const connection of connections) connection.close('The backend has ended.');
      const ends = await Promise.allSettled([monitor.close(), lab.close(), runs.close(), settings.close()]);
      const reasons: unknown[] = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
      if (reasons.length > 0) throw new AggregateError(reasons, 'Not every room ended as it should.');
    },
  };
}

/** A fault of Threadlab goes to its log, which is standard error; the window gets a sentence. */
function reportFault(error: unknown, path: string): void {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`threadlab: a fault in ${path}: ${words}\n`);
}
