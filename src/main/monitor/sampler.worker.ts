/**
 * The worker that reads the processes while somebody watches, so that reading never holds up the backend: a pass, an encoded snapshot,
 * a pause of the asked interval. Its buffers are handed over, not copied.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { ThreadlabError } from '../../shared/errors.ts';
import { linuxOptions } from './linuxOptions.ts';
import { Passes } from './pass.ts';
import { Sampler } from './sampler.ts';
import type { SamplerAnswer, SamplerRequest, SamplerStart } from './samplerMessages.ts';

const port = parentPort;
if (port === null) throw new ThreadlabError('internal', 'The sampler runs as a worker of the backend only.');

const { notice }: SamplerStart = workerData;
const sampler = new Sampler({
  // The library of the others takes a while to load, and Linux needs none of it.
  createPasses: async () =>
    process.platform === 'linux'
      ? new Passes(linuxOptions())
      : new (await import('./portablePasses.ts')).PortablePasses(),
  notice,
  deliver: (bytes) => {
    const answer: SamplerAnswer = { kind: 'pass', bytes };
    port.postMessage(answer, [bytes.buffer]);
  },
  fail: (error) => {
    // Anything but a named error is a bug: it ends the worker, and the backend starts another.
    if (!(error instanceof ThreadlabError)) throw error;
    const answer: SamplerAnswer = { kind: 'failed', code: error.code, message: error.message };
    port.postMessage(answer);
  },
});

port.on('message', (request: SamplerRequest) => sampler.request(request));
