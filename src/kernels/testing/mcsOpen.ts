/** Planted fault: mcs without its exclusion. Nobody waits. */
export { arrive, release } from '../locks/mcs.ts';

export function wait(_lock: usize, _node: usize): void {}
