/** The contention kernel, compiled once for each lock kind so that the lock is called directly. */
import backoff from '../../../../kernels/lock-contention.ts?lock=backoff&asc';
import clh from '../../../../kernels/lock-contention.ts?lock=clh&asc';
import futex from '../../../../kernels/lock-contention.ts?lock=futex&asc';
import mcs from '../../../../kernels/lock-contention.ts?lock=mcs&asc';
import tas from '../../../../kernels/lock-contention.ts?lock=tas&asc';
import ticket from '../../../../kernels/lock-contention.ts?lock=ticket&asc';
import ttas from '../../../../kernels/lock-contention.ts?lock=ttas&asc';
import type { WasmLockName } from '../../../../shared/lab/lockKinds.ts';

export const lockKernels = {
  tas,
  ttas,
  backoff,
  ticket,
  mcs,
  clh,
  futex,
} satisfies Record<WasmLockName, Uint8Array<ArrayBuffer>>;
