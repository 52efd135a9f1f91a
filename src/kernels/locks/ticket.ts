/**
 * Ticket lock: draw a number, wait until it is called. First in, first out, but all waiters read the one word that a
 * release writes. J. Mellor-Crummey, M. Scott, ACM TOCS 9(1), 1991, section 2.2 (without its proportional backoff).
 * `lock`: i32 next ticket, i32 ticket now served, both in one line as in Linux's former spin lock: a draw disturbs those who
 * wait. Free when equal; both wrap around together. `node`: i32 the thread's ticket, read by itself alone.
 */
const NEXT: usize = 0;
const SERVED: usize = 4;

export function arrive(lock: usize, node: usize): i32 {
  const ticket = atomic.add<i32>(lock, 1, NEXT); // the order of these additions is the order of service
  store<i32>(node, ticket);
  return i32(atomic.load<i32>(lock, SERVED) !== ticket);
}

export function wait(lock: usize, node: usize): void {
  const ticket = load<i32>(node);
  while (atomic.load<i32>(lock, SERVED) !== ticket) {}
}

export function release(lock: usize, node: usize): void {
  atomic.store<i32>(lock, load<i32>(node) + 1, SERVED); // only the holder writes it, so no read-modify-write is needed
}
