/** Planted fault: tas without its exclusion. Nobody waits. */
export { arrive, release } from '../locks/tas.ts';

export function wait(_lock: usize, _node: usize): void {}
