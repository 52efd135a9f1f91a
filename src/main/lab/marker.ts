/**
 * The marker in the environment of whatever a run starts, THREADLAB_RUN=<backend pid>:<its start>:<run id>: by it everything
 * is found again that left the process group or outlived its backend. What cleared its environment is found by `runFamily.ts`
 * alone, while its backend lives.
 */
import { readdirSync } from 'node:fs';
import { identify, isAlive, readUnlessGone, type ProcessIdentity } from './processIdentity.ts';

export const markerName = 'THREADLAB_RUN';

export function markerOf(backend: ProcessIdentity, runId: string): string {
  return `${backend.pid}:${backend.startTicks}:${runId}`;
}

/** Kills what bears this marker, and `known` processes besides, and waits until all have ended. Resolves with their numbers. */
export function sweepRun(marker: string, known: readonly ProcessIdentity[] = []): Promise<number[]> {
  return sweep((found) => found === marker, known);
}

/** Kills what bears the marker of a backend that no longer lives. */
export function sweepStale(): Promise<number[]> {
  return sweep((marker) => {
    const [, pid, startTicks] = /^(\d+):(\d+):/.exec(marker) ?? [];
    return pid !== undefined && !isAlive({ pid: Number(pid), startTicks: Number(startTicks) });
  });
}

/** A process may start another before the signal reaches it: look until there is none and all have ended, but not for ever. */
async function sweep(isWanted: (marker: string) => boolean, known: readonly ProcessIdentity[] = []): Promise<number[]> {
  const killed = new Map<number, ProcessIdentity>();
  for (let round = 0; round < 100; round += 1) {
    const bearing = processNumbers().filter((pid) => {
      const marker = pid === process.pid ? null : readMarker(pid);
      return marker !== null && isWanted(marker);
    });
    const found = [...new Set([...bearing, ...known.filter(isAlive).map(({ pid }) => pid)])];
    for (const pid of found) {
      const identity = identify(pid);
      if (identity !== null && kill(pid)) killed.set(pid, identity);
    }
    // What dies loses its environment some time before it is gone.
    if (found.length === 0 && ![...killed.values()].some(isAlive)) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return [...killed.keys()];
}

function readMarker(pid: number): string | null {
  const environment = readUnlessForbidden(`/proc/${pid}/environ`);
  const entry = environment?.split('\0').find((line) => line.startsWith(`${markerName}=`));
  return entry?.slice(markerName.length + 1) ?? null;
}

/** Another user's environment is not ours to read, and what a run starts is never another user's. */
function readUnlessForbidden(path: string): string | null {
  try {
    return readUnlessGone(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM')) return null;
    throw error;
  }
}

function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false; // ended meanwhile
    throw error;
  }
}

function processNumbers(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}
