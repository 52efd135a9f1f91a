import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CallContext } from '../../shared/rpc/contract.ts';
import type { RunSummary } from '../../shared/runs/contract.ts';
import { recordOf } from '../../shared/runs/testing/records.ts';
import { createRuns } from './handlers.ts';

const context: CallContext = { signal: new AbortController().signal };
const record = recordOf([{ lock: 'tas', threads: 1, throughput: [1e6, 2e6] }]);

let folder: string;
let runs: Awaited<ReturnType<typeof createRuns>>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'threadlab-room-'));
  runs = await createRuns({ folder });
});
afterEach(async () => {
  await runs.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A follower that takes whenever it is told that there is something. */
function follow() {
  const lists: RunSummary[][] = [];
  const feed = runs.handlers.watch(
    {},
    () => {
      const item = feed.take();
      if (item !== undefined) lists.push(item.runs);
    },
    (error) => {
      throw error;
    },
  );
  return { lists, feed };
}

test('a follower gets the list, then what was kept, renamed, deleted and restored', async () => {
  const { lists } = follow();
  const { id } = record;
  await vi.waitFor(() => expect(lists.at(-1)).toEqual([]));
  await runs.keep(record);
  await vi.waitFor(() => expect(lists.at(-1)).toMatchObject([{ id, title: null, outcome: 'passed' }]));
  await runs.handlers.rename({ id, title: 'mine' }, context);
  await vi.waitFor(() => expect(lists.at(-1)).toMatchObject([{ id, title: 'mine' }]));
  await runs.handlers.delete({ id }, context);
  await vi.waitFor(() => expect(lists.at(-1)).toEqual([]));
  await runs.handlers.restore({ id }, context);
  await vi.waitFor(() => expect(lists.at(-1)).toMatchObject([{ id, title: 'mine' }]));
});

test('a follower sees what another process writes', async () => {
  const { lists } = follow();
  await vi.waitFor(() => expect(lists.length).toBe(1));
  writeFileSync(join(folder, `${record.id}.json`), JSON.stringify(record));
  await vi.waitFor(() => expect(lists.at(-1)).toMatchObject([{ id: record.id }]), { timeout: 10_000 });
});

test('a follower that has left is told nothing more', async () => {
  const { lists, feed } = follow();
  await vi.waitFor(() => expect(lists.length).toBe(1));
  feed.close();
  await runs.keep(record);
  expect(lists.length).toBe(1);
  expect((await runs.handlers.get({ id: record.id }, context)).id).toBe(record.id);
});

test('a slow follower gets the newest list once, not each one', async () => {
  let told = 0;
  const feed = runs.handlers.watch(
    {},
    () => (told += 1),
    () => {},
  );
  await vi.waitFor(() => expect(told).toBeGreaterThan(0));
  await runs.keep(record);
  await vi.waitFor(() => expect(told).toBeGreaterThan(1));
  expect(feed.take()?.runs).toMatchObject([{ id: record.id }]);
  expect(feed.take()).toBeUndefined();
  feed.close();
});

test('an exported figure is the one of the record', async () => {
  await runs.keep(record);
  const file = await runs.handlers.export(
    { id: record.id, format: 'svg', commandLines: false, chart: 'fairness' },
    context,
  );
  expect(file).toMatchObject({ mediaType: 'image/svg+xml', fileName: `${record.id}-lock-contention-fairness.svg` });
  expect(Buffer.from(file.base64, 'base64').toString('utf8')).toContain('>Fairness over threads<');
});
