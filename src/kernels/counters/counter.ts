/**
 * What every counter offers to a kernel that is compiled once for each: this file's place is taken by `counters/<kind>.ts`
 * (`?counter=<kind>&asc`), so that an increment is inlined into the loop. A call through a table would be measured too.
 */

/** Increments between two looks at the phase; the thread's own count advances as often. */
export declare const BATCH: i32;

/** One increment by the thread of `block`. */
export declare function increment(block: usize): void;

/** 0 when nobody holds the counter's lock, and where it has none. */
export declare function held(block: usize): i32;
