/**
 * MCS queue lock: every waiter spins on its own node, so a release touches one waiter's cache line.
 * J. Mellor-Crummey, M. Scott, ACM TOCS 9(1), 1991, algorithm 5.
 * `lock`: i32 address of the last node, 0 when free. `node`: one a thread, a line of its own: i32 address of the next, i32 waiting.
 * Wasm atomics are sequentially consistent, stronger than the paper needs: that is part of what is measured.
 */
import { NODE_NEXT, NODE_WAITING } from '../layout.ts';

export function arrive(lock: usize, node: usize): i32 {
  atomic.store<i32>(node, 0, NODE_NEXT);
  atomic.store<i32>(node, 1, NODE_WAITING); // before we can be seen: a predecessor may release at once
  const previous = atomic.xchg<i32>(lock, <i32>node);
  if (previous === 0) return 0;
  atomic.store<i32>(<usize>previous, <i32>node, NODE_NEXT);
  return 1;
}

export function wait(_lock: usize, node: usize): void {
  while (atomic.load<i32>(node, NODE_WAITING) !== 0) {}
}

export function release(lock: usize, node: usize): void {
  let next = atomic.load<i32>(node, NODE_NEXT);
  if (next === 0) {
    if (atomic.cmpxchg<i32>(lock, <i32>node, 0) === <i32>node) return; // nobody came
    do {
      next = atomic.load<i32>(node, NODE_NEXT); // somebody is between the exchange and the link
    } while (next === 0);
  }
  atomic.store<i32>(<usize>next, 0, NODE_WAITING);
}
