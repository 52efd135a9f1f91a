/** Which CPU each thread is pinned to. Decided before a run, from the machine's description, so that a refusal costs nothing. */
import { ThreadlabError } from '../errors.ts';
import type { CpuDescription } from '../monitor/machineDescription.ts';

/**
 * CPUs by thread for `threads` threads; null for `free`, where Linux places them. `allowed` are the CPUs that this process may
 * use. Throws `badInput` in words when there are not enough cores (`ownCore`) or siblings (`siblings`).
 */
export function placeThreads(
  placement: string,
  threads: number,
  cpus: readonly Pick<CpuDescription, 'id' | 'online' | 'core'>[],
  allowed: readonly number[],
): number[] | null {
  if (placement === 'free') return null;
  const cores = coresOf(cpus.filter(({ id, online }) => online && allowed.includes(id)));
  const places = placement === 'siblings' ? siblingPlaces(cores) : cores.flatMap((core) => core.slice(0, 1));
  if (threads > places.length) throw new ThreadlabError('badInput', tooFew(placement, threads, places.length));
  return places.slice(0, threads);
}

/** The CPUs of each core. A CPU whose core this machine does not tell counts as none: it cannot be promised to be its own. */
function coresOf(cpus: readonly Pick<CpuDescription, 'id' | 'core'>[]): number[][] {
  const cores = new Map<number, number[]>();
  for (const { id, core } of cpus) {
    if (core !== null) cores.set(core, [...(cores.get(core) ?? []), id]);
  }
  return [...cores.values()];
}

function siblingPlaces(cores: readonly number[][]): number[] {
  return cores.filter((core) => core.length >= 2).flat();
}

function tooFew(placement: string, threads: number, places: number): string {
  if (placement === 'siblings' && places === 0) {
    return 'placement siblings: no core here has two hardware threads (SMT) that this process may use. Choose free or ownCore.';
  }
  const what = placement === 'siblings' ? 'hardware threads that share a core' : 'cores';
  return `placement ${placement}: ${threads} threads need ${threads} ${what}, and there are ${places}. Ask for fewer threads or choose free.`;
}
