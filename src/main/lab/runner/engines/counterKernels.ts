/** The counting kernel, compiled once for each way to count, so that the increment is inlined; with each lock as well. */
import approximate from '../../../../kernels/counting.ts?counter=approximate&asc';
import atomic from '../../../../kernels/counting.ts?counter=atomic&asc';
import backoff from '../../../../kernels/counting.ts?counter=locked&lock=backoff&asc';
import clh from '../../../../kernels/counting.ts?counter=locked&lock=clh&asc';
import futex from '../../../../kernels/counting.ts?counter=locked&lock=futex&asc';
import mcs from '../../../../kernels/counting.ts?counter=locked&lock=mcs&asc';
import tas from '../../../../kernels/counting.ts?counter=locked&lock=tas&asc';
import ticket from '../../../../kernels/counting.ts?counter=locked&lock=ticket&asc';
import ttas from '../../../../kernels/counting.ts?counter=locked&lock=ttas&asc';
import plain from '../../../../kernels/counting.ts?counter=plain&asc';
import sharded from '../../../../kernels/counting.ts?counter=sharded&asc';
import type { WasmLockName } from '../../../../shared/lab/lockKinds.ts';
import { counterKind } from './counterKind.ts';

/** Ways to count without a lock, and one for each lock. */
const kernels = {
  plain,
  atomic,
  sharded,
  approximate,
  tas,
  ttas,
  backoff,
  ticket,
  mcs,
  clh,
  futex,
} satisfies Record<WasmLockName | 'plain' | 'atomic' | 'sharded' | 'approximate', Uint8Array<ArrayBuffer>>;

/** By the kind of their loop. */
export const counterKernels: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = Object.fromEntries(
  Object.entries(kernels).map(([name, kernel]) => [counterKind(name), kernel]),
);
