/** Planted fault: futex without its exclusion. Nobody waits. */
export { arrive, release } from '../locks/futex.ts';

export function wait(_lock: usize, _node: usize): void {}
