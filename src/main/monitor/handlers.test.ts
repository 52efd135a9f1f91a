import { readdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { ThreadlabError } from '../../shared/errors.ts';
import type { WatchRequest } from '../../shared/monitor/contract.ts';
import type { HistoryFigure } from '../../shared/monitor/historyFigure.ts';
import { numberAt } from '../../shared/monitor/snapshot.ts';
import type { Snapshot } from '../../shared/monitor/snapshot.ts';
import { decodeSnapshot } from '../../shared/monitor/snapshotCodec.ts';
import { lookUpStat } from '../machine/linux/processes/lookUp.ts';
import { createMonitor } from './handlers.ts';
import { describedMachine } from './testing/describedMachine.ts';

const source = (name: string) => join(import.meta.dirname, name);
const request: WatchRequest = {
  interval: 0.1,
  processFields: ['pid', 'name', 'cpu', 'cpuTime'],
  threadFields: ['tid'],
  threadsOf: [],
  only: process.pid,
  visible: [],
};

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

const pngOf = (svg: string) => Promise.resolve(Buffer.from(`pixels of ${svg}`));

function monitor(sampler = 'sampler.worker.ts', budget = 1) {
  const room = createMonitor({
    entries: { sampler: source(sampler), lanes: source(join('lanes', 'lanes.worker.ts')) },
    budget: () => budget,
    describeMachine: () => Promise.resolve(describedMachine),
    pngOf,
  });
  ends.push(() => room.close());
  return room;
}

/** A watcher that takes each snapshot as it comes. */
function watch(room: ReturnType<typeof monitor>, asked: WatchRequest = request) {
  const seen: Snapshot[] = [];
  let tell: (() => void) | null = null;
  let failure: unknown = null;
  const wake = () => {
    tell?.();
    tell = null;
  };
  const feed = room.handlers.watch(
    asked,
    () => {
      const bytes = feed.take();
      if (bytes !== undefined) seen.push(decodeSnapshot(bytes));
      wake();
    },
    (error) => {
      failure = error;
      wake();
    },
  );
  const until = async (isTrue: () => boolean) => {
    while (!isTrue() && failure === null) await new Promise<void>((resolve) => (tell = resolve));
  };
  return { feed, seen, until, failure: () => failure };
}

describe.skipIf(process.platform !== 'linux')('watching', () => {
  test('gives snapshot after snapshot, the first without rates', async () => {
    const { seen, until } = watch(monitor());
    await until(() => seen.length >= 3);
    expect(seen.map(({ interval }) => interval === null)).toEqual([true, false, false]);
    const cpu = seen.map(({ processes }) => Number.isNaN(numberAt(processes, 'cpu', 0)));
    expect(cpu).toEqual([true, false, false]);
    const times = seen.map(({ processes }) => numberAt(processes, 'cpuTime', 0));
    expect(times).toEqual(times.toSorted((one, other) => one - other));
  });

  test('gives the newest only: what was taken is not given again', async () => {
    const { feed, seen, until } = watch(monitor());
    await until(() => seen.length >= 1);
    expect(feed.take()).toBeUndefined();
  });

  test('follows a changed request', async () => {
    const { feed, seen, until } = watch(monitor(), { ...request, interval: 60 });
    await until(() => seen.length >= 1);
    feed.update({ ...request, interval: 60, processFields: [...request.processFields, 'residentBytes'] });
    await until(() => seen.length >= 2); // at once, not after a minute
    expect(seen.at(-1)?.processes.columns.residentBytes).toBeDefined();
  });

  test('several share one sampler, which reads what any of them wants', async () => {
    const room = monitor();
    const one = watch(room);
    const other = watch(room, { ...request, processFields: ['threads'] });
    await other.until(() => other.seen.length >= 2);
    await one.until(() => one.seen.length >= 2);
    const last = (of: typeof one) => Object.keys(of.seen.at(-1)?.processes.columns ?? {}).toSorted();
    expect(last(one)).toEqual([...request.processFields, 'threads'].toSorted());
    expect(last(other)).toEqual(last(one));
  });

  test('reads less when it costs more than allowed, and says so', async () => {
    const { seen, until } = watch(monitor('sampler.worker.ts', 1e-5), { ...request, only: null });
    await until(() => seen.some(({ self }) => self.reduced !== null));
    expect(seen.at(-1)?.self.reduced).toContain('the rows on the screen only');
    expect(seen[0]?.self.reduced).toBeNull();
  });

  test('rests without a watcher, its files closed, and begins anew with the next', async () => {
    const open = () => readdirSync('/proc/self/fd').length;
    const room = monitor();
    const first = watch(room, { ...request, only: null });
    await first.until(() => first.seen.length >= 2);
    const whileWatched = open();
    first.feed.close();
    while (open() >= whileWatched) await setTimeout(10); // the pass that is under way comes to its end first
    const second = watch(room);
    await second.until(() => second.seen.length >= 1);
    expect(second.seen[0]?.interval).toBeNull();
  });

  test('goes on after its worker crashed, and says so', async () => {
    const { seen, until } = watch(monitor('testing/crashingOnce.worker.ts'));
    await until(() => seen.length >= 2);
    expect(seen[0]?.self.reduced).toContain('a planted crash');
  });

  test('ends with the reason when its worker crashes again and again', async () => {
    const { until, failure } = watch(monitor('testing/crashing.worker.ts'));
    await until(() => false);
    const error = failure();
    expect(error instanceof ThreadlabError && [error.code, error.message]).toEqual([
      'internal',
      expect.stringContaining('a planted crash'),
    ]);
  });
});

describe('the machine', () => {
  test('is described once', async () => {
    let asked = 0;
    const room = createMonitor({
      entries: { sampler: '', lanes: '' },
      budget: () => 1,
      describeMachine: () => {
        asked += 1;
        return asked === 1 ? Promise.reject(new Error('not yet')) : Promise.resolve(describedMachine);
      },
      pngOf,
    });
    const context = { signal: new AbortController().signal };
    await expect(room.handlers.machine({}, context)).rejects.toThrow('not yet');
    expect(await room.handlers.machine({}, context)).toBe(await room.handlers.machine({}, context));
    expect(asked).toBe(2);
    await room.close();
  });
});

describe.skipIf(process.platform !== 'linux')('processes', () => {
  const context = { signal: new AbortController().signal };
  const mine = () => {
    const stat = lookUpStat(process.pid);
    if (stat === null) throw new Error('This process does not live.');
    return { pid: stat.id, startTicks: stat.startTicks };
  };

  test('are told in detail, and found by what they hold', async () => {
    const { handlers } = monitor();
    const request = { process: mine(), environment: 'count', peers: false } as const;
    expect((await handlers.details(request, context)).overview.threads).toBeGreaterThan(1);
    const { holders } = await handlers.findHolders({ by: 'path', path: process.execPath }, context);
    expect(holders.map(({ process: { pid } }) => pid)).toContain(process.pid);
  });

  test('of Threadlab itself are left alone, whatever is asked for', async () => {
    const { handlers } = monitor();
    const processes = [mine()];
    const refusals = [
      whys(await handlers.signal({ processes, signal: 'SIGKILL', tree: true }, context)),
      whys(await handlers.setNice({ processes, nice: 19 }, context)),
      whys(await handlers.setAffinity({ processes, cpus: [0] }, context)),
      whys(await handlers.setPolicy({ processes, policy: 'idle', priority: 0 }, context)),
      whys(await handlers.setIoPriority({ processes, class: 'idle', level: null }, context)),
    ];
    expect(refusals).toEqual(refusals.map(() => ['guarded']));
  });
});

/** Why each process was refused; null where it was not. */
function whys({ results }: { results: readonly ({ outcome: 'done' } | { outcome: 'refused'; why: string })[] }) {
  return results.map((result) => (result.outcome === 'refused' ? result.why : null));
}

test('a chart is a file, drawn for export with this machine in its caption', async () => {
  const { handlers } = monitor();
  const figure: HistoryFigure = {
    title: 'CPU',
    subject: 'post<gres> (4711)',
    unit: 'cores',
    length: 60,
    until: '2026-11-30T12:10:05.123Z',
    step: 0,
    lines: [
      {
        name: 'user',
        points: [
          { at: 0, value: 0.5 },
          { at: 1, value: null },
          { at: 2, value: 1.5 },
        ],
      },
    ],
  };
  const context = { signal: new AbortController().signal };
  const { fileName, mediaType, base64 } = await handlers.figure({ figure, format: 'svg' }, context);
  expect([fileName, mediaType]).toEqual(['post-gres-4711-CPU-2026-11-30T12-10-05.svg', 'image/svg+xml']);
  const svg = Buffer.from(base64, 'base64').toString();
  expect(svg).toContain('post&lt;gres&gt; (4711): every reading over 1 min.');
  expect(svg).toContain('up to 2026-11-30 12:10:05 UTC');
  expect(svg).toContain(`Machine: ${describedMachine.model ?? 'CPU model not available'}`);
  expect(svg).not.toContain(hostname());
  const png = await handlers.figure({ figure, format: 'png' }, context);
  expect(Buffer.from(png.base64, 'base64').toString()).toBe(`pixels of ${svg}`);
});
