/**
 * A backend that shows what it is told: the real page over the real browser shell, with scripted handlers behind it, so that
 * every state of every screen can be made at will and is the same each time. Nothing of the machine is read.
 */
import { builtEntries } from '../../src/main/entries.ts';
import { serve } from '../../src/main/serve/serve.ts';
import { contract } from '../../src/shared/contract.ts';
import { ThreadlabError } from '../../src/shared/errors.ts';
import type { WatchRequest } from '../../src/shared/monitor/contract.ts';
import { encodeSnapshot } from '../../src/shared/monitor/snapshotCodec.ts';
import { encodeLaneBatch } from '../../src/shared/monitor/laneCodec.ts';
import type { Connection } from '../../src/shared/rpc/connection.ts';
import type { Feed, Handlers, RoomContract } from '../../src/shared/rpc/contract.ts';
import type { ContractHandlers } from '../../src/shared/rpc/path.ts';
import { createServer } from '../../src/shared/rpc/server.ts';
import { detailsOf, portHolders } from '../../src/renderer/monitor/testing/processDetails.ts';
import { defaultSettings, settingsSchema } from '../../src/shared/settings.ts';
import { lanesOf } from './lanes.ts';
import type { World } from './world.ts';

export interface FixtureBackend {
  /** With its single-use ticket. */
  link: string;
  /** What went wrong in it by a fault of its own; a test that leaves some here has failed. */
  faults: string[];
  /** From the next load of the page on. */
  show(world: World): void;
  ended(): boolean;
  /** Cuts every connection and refuses new ones, as a backend that has ended. */
  end(): Promise<void>;
}

/** Serves `first`, and then what it is told to show, until `end`. */
export async function startFixture(first: World): Promise<FixtureBackend> {
  let world = first;
  const faults: string[] = [];
  const connections = new Set<Connection>();
  let ended = false;
  const report = (error: unknown) =>
    void faults.push(error instanceof Error ? (error.stack ?? error.message) : 'no error');
  const served = await serve({
    backend: {
      attach(connection) {
        connections.add(connection);
        connection.onClose(() => connections.delete(connection));
        createServer(contract, handlersOf(world), connection, { readOnly: world.readOnly, report });
      },
    },
    pageFolder: builtEntries().renderer,
    port: 0,
    report,
  });
  return {
    link: served.ticketUrl,
    faults,
    show(next) {
      world = next;
    },
    ended: () => ended,
    async end() {
      if (ended) return;
      ended = true;
      for (const connection of connections) connection.close('The backend has ended.');
      await served.close();
    },
  };
}

/** Handlers for all that no state needs: they refuse. */
function refusing<Room extends RoomContract>(room: Room): Handlers<Room> {
  const refuse = () => {
    throw new ThreadlabError('busy', 'A fixture does nothing to a machine.');
  };
  const handlers: unknown = Object.fromEntries(Object.keys(room).map((name) => [name, refuse]));
  return handlers as Handlers<Room>;
}

function handlersOf(world: World): ContractHandlers<typeof contract> {
  let settings = { ...defaultSettings, ...world.settings };
  return {
    app: {
      about: () => ({
        version: '0.1.0',
        shell: 'serve',
        readOnly: world.readOnly,
        dataFolder: '/home/ada/.local/share/threadlab',
        pid: 4711,
        node: '24.21.0',
      }),
    },
    monitor: {
      ...refusing(contract.monitor),
      watch: (request, changed, fail) => watchMonitor(world, request, changed, fail),
      lanes({ process }, changed) {
        const { lanes } = world;
        if (lanes === null) return once(encodeLaneBatch(lanesOf(process)));
        return paced(changed, lanes.every, (count) => encodeLaneBatch(lanes.batch(count, process)));
      },
      machine() {
        if (world.machine instanceof ThreadlabError) throw world.machine;
        return world.machine;
      },
      details: ({ process, environment }) => detailsOf(process, environment),
      findHolders: () => portHolders,
      threadWait: () => ({
        available: true as const,
        value: { call: 'futex', on: { kind: 'address' as const, address: '0x7f21c40080e0', others: 3 } },
      }),
      origin: ({ process: { pid } }) => ({
        available: true as const,
        value: {
          figures: [
            { path: `/proc/${pid}/stat`, threads: null, before: '184210', after: '184386' },
            { path: `/proc/${pid}/stat`, threads: null, before: '20117', after: '20128' },
          ],
          isOtherwise: false,
          interval: 1.0021,
          value: 187 / 100 / 1.0021,
          ticksPerSecond: 100,
          pageBytes: 4096,
        },
      }),
      signal: ({ processes, signal }) => ({
        results: processes.map((one, at) =>
          at === 0
            ? {
                outcome: 'refused' as const,
                process: { ...one, name: 'postgres' },
                why: 'notPermitted' as const,
                reason:
                  "postgres (PID 807) belongs to postgres, and Threadlab runs as ada: only CAP_KILL signals another user's process. Nothing was changed.",
                command: `sudo kill -${signal.slice(3)} ${one.pid}`,
              }
            : {
                outcome: 'done' as const,
                process: { ...one, name: 'node' },
                state: null,
                waited: 0.2,
                words: `Ended 0.2 s after ${signal}.`,
              },
        ),
      }),
    },
    lab: {
      ...refusing(contract.lab),
      engines: () => world.engines,
      start: () => {
        throw new ThreadlabError('busy', 'Another window has started a run a moment ago. Nothing was started.');
      },
      foresee: () => ({ warnings: [] }),
      cancel: () => ({}),
      watch: (_, changed) => paced(changed, world.lab.every, world.lab.state),
    },
    runs: {
      ...refusing(contract.runs),
      watch: () =>
        once(world.runs === null ? undefined : { folder: '/home/ada/.local/share/threadlab/runs', runs: world.runs }),
      get({ id }) {
        const record = world.records.find((one) => one.id === id);
        if (record === undefined) throw new ThreadlabError('notFound', `There is no run ${id}.`);
        return record;
      },
      delete: () => ({}),
      restore: () => ({}),
    },
    settings: {
      watch: () => once({ settings, refused: world.refusedSettings }),
      change(part) {
        settings = settingsSchema.parse({ ...settings, ...part });
        return { settings };
      },
    },
  };
}

function watchMonitor(
  world: World,
  asked: WatchRequest,
  changed: () => void,
  fail: (error: unknown) => void,
): Feed<WatchRequest, Uint8Array> {
  const { monitor } = world;
  if (monitor.refused !== null) fail(monitor.refused);
  let request = asked;
  // After the last pass the screen stands still, until something else is asked for.
  let askedAnew = false;
  const feed = paced(changed, monitor.every, (count) => {
    if (count >= monitor.passes && (!askedAnew || monitor.passes === 0)) return undefined;
    askedAnew = false;
    return encodeSnapshot(monitor.pass(count, request));
  });
  return {
    ...feed,
    update(next) {
      askedAnew = JSON.stringify(next.threadsOf) !== JSON.stringify(request.threadsOf) || askedAnew;
      request = next;
    },
  };
}

/** A new state every `every` ms, as long as there is one. */
function paced<Item>(
  changed: () => void,
  every: number,
  state: (count: number) => Item | undefined,
): Feed<unknown, Item> {
  let count = 0;
  const timer = setInterval(changed, every);
  return {
    take() {
      const item = state(count);
      count += 1;
      return item;
    },
    update: () => undefined,
    close: () => clearInterval(timer),
  };
}

/** One state that stays; undefined: it never comes. */
function once<Item>(item: Item | undefined): Feed<unknown, Item> {
  return { take: () => item, update: () => undefined, close: () => undefined };
}
