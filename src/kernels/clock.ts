/** Time, taken through an import: Wasm has no clock. `performance.now()` of Node, the monotonic clock unrounded. */
export declare function milliseconds(): f64;
