/** A sampler that crashes at every request. */
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', () => {
  throw new Error('a planted crash');
});
