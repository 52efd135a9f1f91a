/** Planted fault: ticket without its exclusion. Nobody waits. */
export { arrive, release } from '../locks/ticket.ts';

export function wait(_lock: usize, _node: usize): void {}
