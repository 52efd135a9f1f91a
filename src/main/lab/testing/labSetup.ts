/** Before all tests of the Lab: what many of their files need is built once, not by each of them at the same time. */
import { compiledPayload, noNative } from '../runner/testing/nativePayload.ts';
import { buildRunner } from './builtRunner.ts';

/** Vitest's global set-up. */
export async function setup(): Promise<void> {
  const payloads = [{}, { faults: true }, { broken: true }] as const;
  await Promise.all([buildRunner(), ...(noNative === null ? payloads.map(compiledPayload) : [])]);
}
