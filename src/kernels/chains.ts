/**
 * The chains of clockChain.ts, as an import: that module is compiled apart, since in the middle of a larger function V8 puts a
 * move between two adds, and on cores that do not drop moves an add then takes two cycles.
 */
export declare function addChain(chain: u64, step: u64, adds: i32): u64;
export declare function multiplyChain(chain: u32, factor: u32, multiplies: i32): u32;
