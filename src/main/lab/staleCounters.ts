/** Counter files of dead runners. They lose their name as soon as they are made, so only a kill in that very moment leaves one. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readProcess } from './processIdentity.ts';
import { counterFolder, makerOf } from './runner/engines/counterFile.ts';

export function removeStaleCounters(): void {
  for (const name of readNames()) {
    const maker = makerOf(name);
    if (maker !== null && readProcess(maker) === null) rmSync(join(counterFolder, name), { force: true });
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
