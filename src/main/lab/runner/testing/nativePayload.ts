/** The native payload compiled from the sources for the tests of runner and Lab, with faults planted where they are asked. */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { compilePayload } from '../../native/compilePayload.ts';
import { findCompiler } from '../../native/compiler.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..', '..');
export const nativeSources = join(root, 'src', 'native');
export const nativeCache = join(root, '.cache', 'test-native');

/** Why tests of the native engine are skipped here; null where they can run. */
export const noNative: string | null = await findCompiler(process.env).then((found) =>
  process.platform === 'linux' ? (found.found ? null : found.words) : 'Runs need Linux.',
);

/**
 * `faults`: with all that src/native/testing plants, each under a name of its own: one program for all tests. `broken`: the loops
 * themselves changed by macros, which do not meet: locks that nobody waits for, and a shortened clock chain.
 */
export async function compiledPayload(planted: { faults?: true; broken?: true } = {}): Promise<string> {
  const compiler = await findCompiler(process.env);
  if (!compiler.found) throw new Error(compiler.words);
  return compilePayload({
    compiler,
    sources: nativeSources,
    cache: nativeCache,
    environment: process.env,
    planted: {
      files: planted.faults === true ? globSync(join(nativeSources, 'testing', '**', '*.c')).sort() : [],
      flags: planted.broken === true ? ['-DPLANTED_NOBODY_WAITS', '-DPLANTED_SHORT_CHAIN'] : [],
    },
  });
}
