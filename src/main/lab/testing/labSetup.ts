/** Before all tests of the Lab: what many of their files need is built once, not by each of them at the same time. */
import { compiledPayload, noNative } from '../runner/testing/nativePayload.ts';
import { buildRunner } from './builtRunner.ts';

/** Vitest's global set-up. */
export async function setup(): Promise<void> {
  await buildRunner();
  if (noNative !== null) return;
  // Each by all CPUs.
  for (const planted of [{}, { faults: true }, { broken: true }] as const) await compiledPayload(planted);
}
