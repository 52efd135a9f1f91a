/** The loops of signals, compiled, by the kind of the loop. */
import semaphore from '../../../../kernels/semaphore.ts?asc';

export const signalKernels: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = { semaphore };
