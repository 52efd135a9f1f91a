/** Planted fault: backoff without its exclusion. Nobody waits. */
export { arrive, release } from '../locks/backoff.ts';

export function wait(_lock: usize, _node: usize): void {}
