/**
 * CLH queue lock: every waiter spins on the node of the one before it, and takes that node over when it leaves, so a node
 * wanders through the threads and a release is one store. T. Craig, University of Washington TR 93-02-02, 1993;
 * P. Magnusson, A. Landin, E. Hagersten, IPPS 1994.
 * `lock`: i32 address of the last node, 0 before the first arrival: SPARE_NODE stands there then, the one node more than
 * there are threads. `node`: one a thread at first, i32 1 while its owner holds or waits. In the thread's own line, read by
 * itself alone: i32 address of the node it owns now (0: `node` itself), i32 address of the one before it.
 * Wasm atomics are sequentially consistent, stronger than the paper needs: that is part of what is measured.
 */
import { NODE, OWN_BEFORE, OWN_NODE, SPARE_NODE } from '../layout.ts';

export function arrive(lock: usize, node: usize): i32 {
  const own = node - NODE;
  let mine = load<i32>(own, OWN_NODE);
  if (mine === 0) mine = <i32>node;
  atomic.store<i32>(<usize>mine, 1); // before we can be seen: the next must find that it has to wait
  let before = atomic.xchg<i32>(lock, mine); // the order of these exchanges is the order of service
  if (before === 0) before = SPARE_NODE;
  store<i32>(own, mine, OWN_NODE);
  store<i32>(own, before, OWN_BEFORE);
  return atomic.load<i32>(<usize>before);
}

export function wait(_lock: usize, node: usize): void {
  const before = <usize>load<i32>(node - NODE, OWN_BEFORE);
  while (atomic.load<i32>(before) !== 0) {}
}

export function release(_lock: usize, node: usize): void {
  const own = node - NODE;
  const mine = <usize>load<i32>(own, OWN_NODE);
  // Nobody looks at the node before any more: it is ours from here on. Ours is the next one's, which may look at it still.
  store<i32>(own, load<i32>(own, OWN_BEFORE), OWN_NODE);
  atomic.store<i32>(mine, 0); // after the section's writes: whoever sees 0 sees them too
}
