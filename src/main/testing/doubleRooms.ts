/**
 * Handlers of the whole contract that touch nothing but a temporary folder: the rooms of runs and settings are the real ones,
 * the Monitor reads a made /proc, the Lab checks and plans a run and starts none. All else, actions above all, answers with
 * what its schema takes, or now and then with an error that it declares.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { contract, type ThreadlabContract } from '../../shared/contract.ts';
import { ThreadlabError } from '../../shared/errors.ts';
import { catalogue } from '../../shared/lab/catalogue/catalogue.ts';
import { planRun } from '../../shared/lab/plan.ts';
import { validateRequest } from '../../shared/lab/request.ts';
import { encodeSnapshot } from '../../shared/monitor/snapshotCodec.ts';
import { encodeLaneBatch } from '../../shared/monitor/laneCodec.ts';
import { laneBatchOf } from '../../shared/monitor/testing/laneBatches.ts';
import type { Feed, Procedure, Subscription } from '../../shared/rpc/contract.ts';
import type { ContractHandlers } from '../../shared/rpc/path.ts';
import { outputArbitrary } from '../../shared/rpc/testing/inputArbitrary.ts';
import { recordOf } from '../../shared/runs/testing/records.ts';
import { FakePasses } from '../monitor/testing/fakePasses.ts';
import { FakeProc } from '../monitor/testing/fakeProc.ts';
import { createRuns } from '../runs/handlers.ts';
import { createSettings } from '../settings/handlers.ts';

export interface DoubleRooms {
  handlers: ContractHandlers<ThreadlabContract>;
  /** The id of a run that is kept. */
  runId: string;
  /** Feeds that are open now. */
  openFeeds: () => number;
  close(): Promise<void>;
}

type Watch = (input: never, changed: () => void, fail: (error: unknown) => void) => Feed<never, unknown>;

export async function doubleRooms(): Promise<DoubleRooms> {
  // In memory where there is such a folder: thousands of changes are synced one by one.
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'threadlab-rooms-'));
  const settings = await createSettings({ file: join(folder, 'settings.json') });
  const runs = await createRuns({ folder: join(folder, 'runs') });
  const record = recordOf([{ lock: 'tas', threads: 1, throughput: [1e6, 2e6] }]);
  await runs.keep(record);
  const proc = new FakeProc();
  for (const pid of [7, 8]) proc.put({ pid, startTicks: 500, userTicks: 10, commandLine: 'made\0' });
  const passes = new FakePasses(proc);
  let open = 0;

  const counted =
    (handler: Watch): Watch =>
    (input, changed, fail) => {
      const feed = handler(input, changed, fail);
      open += 1;
      return {
        take: () => feed.take(),
        update: (updated) => feed.update(updated),
        close() {
          open -= 1;
          feed.close();
        },
      };
    };

  const real: Record<string, Record<string, unknown>> = {
    settings: settings.handlers,
    runs: runs.handlers,
    monitor: {
      lanes() {
        let fresh = true;
        const lanes = [{ name: 'made', tid: 7, cell: () => ({ run: 1 }) }];
        return {
          take() {
            if (!fresh) return undefined;
            fresh = false;
            return encodeLaneBatch(laneBatchOf({ lanes, to: 2 }));
          },
          update: () => void (fresh = true),
          close: () => undefined,
        };
      },
      watch(request: ReturnType<ThreadlabContract['monitor']['watch']['input']['parse']>) {
        let asked = request;
        let fresh = true;
        return {
          take() {
            if (!fresh) return undefined;
            fresh = false;
            passes.time += 1;
            return encodeSnapshot(passes.read(asked));
          },
          update(changed: typeof request) {
            asked = changed;
            fresh = true;
          },
          close: () => undefined,
        };
      },
    },
    lab: {
      start(asked: ReturnType<ThreadlabContract['lab']['start']['input']['parse']>) {
        const experiment = catalogue.find(({ id }) => id === asked.experiment);
        if (experiment === undefined) throw new ThreadlabError('badInput', 'There is no such experiment.');
        planRun(experiment, validateRequest(experiment, asked), asked.seed ?? 1);
        return { id: record.id, warnings: [] };
      },
    },
  };

  const handlers: Record<string, Record<string, unknown>> = {};
  for (const [roomName, room] of Object.entries(contract)) {
    const made: Record<string, unknown> = {};
    for (const [name, offered] of Object.entries<Procedure | Subscription>(room)) {
      const given = real[roomName]?.[name] ?? double(offered);
      made[name] = offered.kind === 'subscription' ? counted(given as Watch) : given;
    }
    handlers[roomName] = made;
  }

  return {
    // Built name by name from the contract itself.
    handlers: handlers as unknown as ContractHandlers<ThreadlabContract>,
    runId: record.id,
    openFeeds: () => open,
    async close() {
      passes.passes.close();
      proc.close();
      await runs.close();
      await settings.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Answers in turn with each of a few samples, and with each error that may be answered. */
function double(offered: Procedure | Subscription): unknown {
  const schema = offered.kind === 'procedure' ? offered.output : offered.item;
  if (schema === 'binary') throw new Error('Bytes have a form that no schema tells: give a handler.');
  const samples = fc.sample(outputArbitrary(schema), { numRuns: 20, seed: 1 });
  const errors = offered.errors.map((code) => new ThreadlabError(code, `A made ${code}.`));
  let count = 0;
  const next = (): unknown => {
    count += 1;
    const error = errors[count % (samples.length + errors.length)];
    if (error !== undefined) throw error;
    return samples[count % samples.length];
  };
  if (offered.kind === 'procedure') return next;
  return () => {
    let fresh = true;
    return {
      take() {
        if (!fresh) return undefined;
        fresh = false;
        return next();
      },
      update: () => void (fresh = true),
      close: () => undefined,
    };
  };
}
