/** Mutual exclusion of every lock kind: N threads add to an unguarded counter, the sum is exact, the lock ends free. */
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { locksOf } from '../../shared/lab/lockKinds.ts';
import * as layout from '../layout.ts';

/** A worker of plain JavaScript: it needs nothing but the compiled kernel. */
const adder = `
  const { workerData: { module, memory, block, times } } = require('node:worker_threads');
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const phase = new Int32Array(memory.buffer, ${layout.PHASE}, 1);
  Atomics.wait(phase, 0, 0); // the start line
  for (let left = times; left > 0; left -= 100) exports.add(block, 100);
`;

async function kernelWith(lock: string): Promise<WebAssembly.Module> {
  const { default: bytes }: { default: Uint8Array<ArrayBuffer> } = await import(
    /* @vite-ignore */ `../testing/add.ts?lock=${lock}&asc`
  );
  return WebAssembly.compile(bytes);
}

/** Additions that reached the counter, and whether the lock was free afterwards. */
async function addTogether(lock: string, threads: number, times: number): Promise<{ sum: number; free: boolean }> {
  const module = await kernelWith(lock);
  const memory = new WebAssembly.Memory({ initial: layout.PAGES, maximum: layout.PAGES, shared: true });
  const workers = Array.from({ length: threads }, (_, i) => {
    const block = layout.THREADS + i * layout.THREAD_SIZE;
    return new Worker(adder, { eval: true, workerData: { module, memory, block, times } });
  });
  const ends = workers.map(
    (worker) => new Promise((resolve, reject) => worker.on('exit', resolve).on('error', reject)),
  );
  await Promise.all(workers.map((worker) => new Promise((resolve) => worker.on('online', resolve))));
  const phase = new Int32Array(memory.buffer, layout.PHASE, 1);
  Atomics.store(phase, 0, 1);
  Atomics.notify(phase, 0);
  await Promise.all(ends);
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const isFree = exports['isFree'];
  if (typeof isFree !== 'function') throw new Error('The harness kernel exports no isFree.');
  const sum = Number(new BigUint64Array(memory.buffer)[layout.GUARDED_COUNT / 8]);
  return { sum, free: Number(isFree(layout.THREADS)) === 1 };
}

test.each(locksOf('wasm'))(
  '%s loses none of the additions of 1, 2 and 3 threads, and ends free',
  async (lock) => {
    // Fewer with more: past the free CPUs a first-in, first-out lock may need a time slice for each hand-over.
    for (const { threads, times } of [
      { threads: 1, times: 20_000 },
      { threads: 2, times: 5_000 },
      { threads: 3, times: 1_000 },
    ]) {
      expect(await addTogether(lock, threads, times)).toEqual({ sum: threads * times, free: true });
    }
  },
  120_000,
);

test('the harness sees a lock that does not exclude', async () => {
  let lost = 0;
  // On a busy machine threads may by chance run one after the other, but not when each takes longer than its time slices.
  for (let times = 20_000; times <= 10_000_000 && lost === 0; times *= 2) {
    lost = 3 * times - (await addTogether('../testing/tasOpen', 3, times)).sum;
  }
  expect(lost).toBeGreaterThan(0);
});
