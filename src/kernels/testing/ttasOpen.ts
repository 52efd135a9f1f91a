/** Planted fault: ttas without its exclusion. Nobody waits. */
export { arrive, release } from '../locks/ttas.ts';

export function wait(_lock: usize, _node: usize): void {}
