/**
 * `count++` as it is written: read, add, write, with nothing that keeps another thread from writing between them. Neither
 * compiler may keep the count in a register: loads and stores of a shared Wasm memory are not merged across turns, which
 * counters.test.ts sees from outside.
 */
import { GUARDED_COUNT } from '../layout.ts';

export const BATCH = 64;

export function increment(_block: usize): void {
  store<u64>(GUARDED_COUNT, load<u64>(GUARDED_COUNT) + 1);
}

export function held(_block: usize): i32 {
  return 0;
}
