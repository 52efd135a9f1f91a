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
import { defaultSettings, settingsSchema, type Settings } from '../../src/shared/settings.ts';
import { lanesOf } from './lanes.ts';
import { createShown, paced, type Shown, standing } from './shown.ts';
import type { World } from './world.ts';

export interface FixtureBackend {
  /** With its single-use ticket. */
  link: string;
  /** What went wrong in it by a fault of its own; a test that leaves some here has failed. */
  faults: string[];
  /** From now on, also to the page that is open. */
  show(world: World): void;
  ended(): boolean;
  /** Cuts every connection and refuses new ones, as a backend that has ended. */
  end(): Promise<void>;
}

/** Serves `first`, and then what it is told to show, until `end`. */
export async function startFixture(first: World): Promise<FixtureBackend> {
  const shown = createShown(first);
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
        createServer(contract, handlersOf(shown), connection, { readOnly: shown.world().readOnly, report });
      },
    },
    pageFolder: builtEntries().renderer,
    port: 0,
    report,
  });
  return {
    link: served.ticketUrl,
    faults,
    show: (next) => shown.change(next),
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

function handlersOf(shown: Shown): ContractHandlers<typeof contract> {
  const settingsOf = (world: World): Settings => ({ ...defaultSettings, ...world.settings });
  let settings = settingsOf(shown.world());
  shown.onChange(() => (settings = settingsOf(shown.world())));
  return {
    app: {
      about: () => ({
        version: '0.1.0',
        shell: 'serve',
        readOnly: shown.world().readOnly,
        dataFolder: '/home/ada/.local/share/threadlab',
        pid: 4711,
        node: '24.21.0',
      }),
    },
    monitor: {
      ...refusing(contract.monitor),
      watch: (request, changed, fail) => watchMonitor(shown, request, changed, fail),
      lanes: ({ process }, changed) =>
        paced(shown, changed, ({ lanes }) => ({
          every: lanes?.every ?? 1000,
          state: (count) =>
            lanes !== null
              ? encodeLaneBatch(lanes.batch(count, process))
              : count === 0
                ? encodeLaneBatch(lanesOf(process))
                : undefined,
        })),
      machine() {
        const { machine } = shown.world();
        if (machine instanceof ThreadlabError) throw machine;
        return machine;
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
      engines: () => shown.world().engines,
      interpreters: () => ({ interpreters: shown.world().interpreters }),
      start: () => {
        throw new ThreadlabError('busy', 'Another window has started a run a moment ago. Nothing was started.');
      },
      foresee: () => ({ warnings: [] }),
      cancel: () => ({}),
      watch: (_, changed) => paced(shown, changed, ({ lab }) => lab),
    },
    runs: {
      ...refusing(contract.runs),
      watch: (_, changed) =>
        standing(shown, changed, ({ runs }) =>
          runs === null ? undefined : { folder: '/home/ada/.local/share/threadlab/runs', runs },
        ),
      get({ id }) {
        const record = shown.world().records.find((one) => one.id === id);
        if (record === undefined) throw new ThreadlabError('notFound', `There is no run ${id}.`);
        return record;
      },
      delete: () => ({}),
      restore: () => ({}),
    },
    settings: {
      watch: (_, changed) =>
        standing(shown, changed, ({ refusedSettings }) => ({ settings, refused: refusedSettings })),
      change(part) {
        settings = settingsSchema.parse({ ...settings, ...part });
        return { settings };
      },
    },
  };
}

function watchMonitor(
  shown: Shown,
  asked: WatchRequest,
  changed: () => void,
  fail: (error: unknown) => void,
): Feed<WatchRequest, Uint8Array> {
  const { refused } = shown.world().monitor;
  if (refused !== null) fail(refused);
  let request = asked;
  // After the last pass the screen stands still, until something else is asked for.
  let askedAnew = false;
  const feed = paced(shown, changed, ({ monitor: { every, passes, pass } }) => ({
    every,
    state(count) {
      if (count >= passes && (!askedAnew || passes === 0)) return undefined;
      askedAnew = false;
      return encodeSnapshot(pass(count, request));
    },
  }));
  return {
    ...feed,
    update(next) {
      askedAnew = JSON.stringify(next.threadsOf) !== JSON.stringify(request.threadsOf) || askedAnew;
      request = next;
    },
  };
}
