/**
 * One run at a time among all backends that share a data folder (windows, servers, command lines): a file names who runs.
 * One whose process no longer lives is taken away. Waiting ends by the signal.
 */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ThreadlabError } from '../../shared/errors.ts';
import { isAlive, processIdentity, type ProcessIdentity } from './processIdentity.ts';

const fileName = 'running.json';
const lookAgainMs = 200;

/** Who has the machine; what it measures and since when is there to be told to those who wait. */
const runLockHolder = processIdentity.extend({ experiment: z.string().optional(), since: z.string().optional() });
export type RunLockHolder = z.output<typeof runLockHolder>;

/** Resolves with the way to give it back. `self.since` is set when it is had. Rejects with `cancelled` when the signal aborts first, `noSpace` when the disk is full. */
export async function acquireRunLock(folder: string, self: RunLockHolder, signal: AbortSignal): Promise<() => void> {
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

/** The living process that has the machine; null when nobody has. */
export function readRunLock(folder: string): RunLockHolder | null {
  const holder = readHolder(join(folder, fileName));
  return holder !== null && isAlive(holder) ? holder : null;
}

/** The whole file appears at once, by a link that fails when there is one already. */
function take(path: string, self: RunLockHolder): boolean {
  const own = `${path}.${self.pid}`;
  writeFileSync(own, JSON.stringify({ ...self, since: new Date().toISOString() }));
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
function readHolder(path: string): RunLockHolder | null {
  try {
    return runLockHolder.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && error.name === 'ZodError')) return null;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function sameProcess(a: ProcessIdentity | null, b: ProcessIdentity): boolean {
  return a !== null && a.pid === b.pid && a.startTicks === b.startTicks;
}
