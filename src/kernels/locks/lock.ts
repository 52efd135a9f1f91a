/**
 * What every lock offers to a kernel that is compiled once for each: this file's place is taken by `locks/<kind>.ts`
 * (`?lock=<kind>&asc`), so that the lock is called directly and can be inlined. A call through a table would be measured too.
 *
 * `arrive` and `wait` together acquire. They are two, so that a kernel can look at the world between the arrival and the wait.
 */

/** Asks for the lock once: draws the ticket, joins the queue, or tries. 0: it is held now. Otherwise `wait` must follow. */
export declare function arrive(lock: usize, node: usize): i32;

/** Returns when the lock is held. */
export declare function wait(lock: usize, node: usize): void;

export declare function release(lock: usize, node: usize): void;
