/** More threads than CPUs: asked for on purpose, and no disturbance of the machine. */
import type { Gate } from '../runs/record.ts';

export function isOversubscribed({ threads, effectiveCpus }: Gate['readings']): boolean {
  return typeof threads === 'number' && typeof effectiveCpus === 'number' && threads > effectiveCpus;
}

/** Too many threads is the only reason: the point is oversubscribed on purpose, not disturbed. */
export function onlyOversubscribed({ passed, reasons, readings }: Gate): boolean {
  return !passed && reasons.length === 1 && isOversubscribed(readings);
}

/** Something else than the number of threads kept it from passing. */
export function isDisturbed(gate: Gate): boolean {
  return !gate.passed && !onlyOversubscribed(gate);
}
