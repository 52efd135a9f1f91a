/** A sampler that crashes at its first request, and is sound when it is started again. */
import { workerData } from 'node:worker_threads';
import type { SamplerStart } from '../samplerMessages.ts';

const { notice }: SamplerStart = workerData;
await (notice === null ? import('./crashing.worker.ts') : import('../sampler.worker.ts'));
