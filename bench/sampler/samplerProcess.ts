/** Threadlab's sampler as the backend runs it, the built worker, in a process of its own whose CPU time is read from outside. */
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { SamplerAnswer, SamplerRequest, SamplerStart } from '../../src/main/monitor/samplerMessages.ts';
import { watchRequest } from '../../src/shared/monitor/contract.ts';
import { ThreadlabError } from '../../src/shared/errors.ts';

/** Cores: more than any pass costs, so that nothing is left out. */
const noBudget = 1000;

const [entry, text] = z.tuple([z.string(), z.string()]).parse(process.argv.slice(2));
const workerData: SamplerStart = { notice: null };
const worker = new Worker(entry, { workerData, name: 'sampler' });
worker.on('message', (answer: SamplerAnswer) => {
  if (answer.kind === 'failed') throw new ThreadlabError(answer.code, answer.message);
});
const request: SamplerRequest = { watch: watchRequest.parse(JSON.parse(text)), budget: noBudget };
worker.postMessage(request);
process.stdin.resume();
process.stdin.once('end', () => process.exit(0));
