/** Planted fault: clh without its exclusion. Nobody waits. */
export { arrive, release } from '../locks/clh.ts';

export function wait(_lock: usize, _node: usize): void {}
