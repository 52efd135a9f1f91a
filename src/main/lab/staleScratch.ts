/**
 * What dead programs of a run left in /dev/shm. Files of counters lose their name as soon as they are made, so only a kill in
 * that very moment leaves one; folders of scratch.py are left by every kill. A name tells its maker.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readProcess } from './processIdentity.ts';
import { counterFolder, makerOf } from './runner/engines/counterFile.ts';

export function removeStaleScratch(): void {
  for (const name of staleScratch()) remove(join(counterFolder, name));
}

/** The names; what other Threadlabs use now is theirs. */
export function staleScratch(): string[] {
  return readNames().filter((name) => {
    const maker = makerOf(name);
    return maker !== null && readProcess(maker) === null;
  });
}

/** Another user's is left to that user's own Threadlab. */
function remove(path: string): void {
  try {
    rmSync(path, { force: true, recursive: true });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'EPERM' || error.code === 'EACCES')))
      throw error;
  }
}

/** None where there is no such folder. */
function readNames(): string[] {
  try {
    return readdirSync(counterFolder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
