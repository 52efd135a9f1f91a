/**
 * One run at a time among all backends that share a data folder (windows, servers, command lines): a file names who runs.
 * One whose process no longer lives is taken away. Waiting ends by the signal.
 */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ThreadlabError } from '../../shared/errors.ts';
import { isAlive, processIdentity, type ProcessIdentity } from './processIdentity.ts';

const fileName = 'running.json';
const lookAgainMs = 200;

/** Resolves with the way to give it back. Rejects with `cancelled` when the signal aborts first, `noSpace` when the disk is full. */
export async function acquireRunLock(folder: string, self: ProcessIdentity, signal: AbortSignal): Promise<() => void> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, fileName);
  while (!take(path, self)) {
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    if (signal.aborted)
      throw new ThreadlabError('cancelled', 'The run was cancelled while it waited for another to end.');
  }
  return () => {
    if (sameProcess(readHolder(path), self)) rmSync(path, { force: true });
  };
}

/** The whole file appears at once, by a link that fails when there is one already. */
function take(path: string, self: ProcessIdentity): boolean {
  const own = `${path}.${self.pid}`;
  writeFileSync(own, JSON.stringify(self));
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    removeStale(path, own);
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Moved aside before it is judged a second time, so that of two who see the same dead holder neither removes the other's new file. */
function removeStale(path: string, own: string): void {
  const holder = readHolder(path);
  if (holder !== null && isAlive(holder)) return;
  const aside = `${own}.stale`;
  try {
    renameSync(path, aside);
    const moved = readHolder(aside);
    if (moved !== null && isAlive(moved)) linkSync(aside, path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error; // somebody else was faster
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Null when there is no file, or one that names no process. */
function readHolder(path: string): ProcessIdentity | null {
  try {
    return processIdentity.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && error.name === 'ZodError')) return null;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function sameProcess(a: ProcessIdentity | null, b: ProcessIdentity): boolean {
  return a !== null && a.pid === b.pid && a.startTicks === b.startTicks;
}
