/** That a plain increment is a load and a store of memory in every turn, seen from another thread: no compiler may keep the count to itself. */
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import * as layout from '../layout.ts';

/** A worker of plain JavaScript: one call of the kernel, which ends when the phase says so. */
const adder = `
  const { workerData: { module, memory, block, turns } } = require('node:worker_threads');
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  exports.run(block, turns);
`;

const nextLook = () => new Promise((resolve) => setTimeout(resolve, 1));

test('a plain increment reads and writes memory in every turn', async () => {
  const memory = new WebAssembly.Memory({ initial: layout.PAGES, maximum: layout.PAGES, shared: true });
  const { default: plain }: { default: Uint8Array<ArrayBuffer> } = await import(
    /* @vite-ignore */ `../counting.ts?counter=${'plain'}&asc`
  );
  const module = await WebAssembly.compile(plain);
  const shown = new BigUint64Array(memory.buffer, layout.GUARDED_COUNT, 1);
  const phase = new Int32Array(memory.buffer, layout.PHASE, 1);
  const made = new BigUint64Array(memory.buffer, layout.THREADS + layout.ACQUISITIONS, 1);
  const workerData = { module, memory, block: layout.THREADS, turns: 2_147_483_647 };
  const worker = new Worker(adder, { eval: true, workerData });
  const over = new Promise((resolve, reject) => worker.on('exit', resolve).on('error', reject));
  try {
    // Written within the call: the counter moves on while it lasts.
    const seen = new Set<bigint>();
    while (seen.size < 10) {
      seen.add(Atomics.load(shown, 0));
      await nextLook();
    }
    // Read within the call: it goes on from a number written from here, unless a turn was just between its load and store.
    const mark = 1n << 50n;
    while (Atomics.load(shown, 0) <= mark) {
      Atomics.store(shown, 0, mark);
      await nextLook();
    }
    expect(Atomics.load(made, 0)).toBeLessThan(2n ** 31n - 1n); // still the one call
  } finally {
    Atomics.store(phase, 0, layout.PHASE_STOP);
    await over;
  }
}, 60_000);
