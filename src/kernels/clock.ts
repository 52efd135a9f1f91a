/** Time, taken through an import: Wasm has no clock. `performance.now()` of Node, the monotonic clock unrounded. */
export declare function milliseconds(): f64;

/** The same clock with one origin for all threads, where performance.now() counts from each worker's own start: for stamps that another thread reads. */
export declare function nanoseconds(): u64;
