/** What the machine bounds of a request: threads by its CPUs, working sets by its memory and its caches. */
import { ThreadlabError } from '../../shared/errors.ts';
import { isNumeric, type Experiment, type NumberParameter } from '../../shared/lab/experiment.ts';
import { lastLevelBytes } from '../../shared/runs/cacheLevels.ts';
import type { Environment, RunRequest } from '../../shared/runs/record.ts';
import { formatBytes } from '../../shared/units/bytes.ts';
import { formatRatio } from '../../shared/units/format.ts';
import type { Bytes } from '../../shared/units/quantity.ts';

export interface MachineBounds {
  /** That may be used. */
  cpus: number;
  /** Likewise; null where the machine does not tell. */
  memory: Bytes | null;
  caches: Environment['caches'];
}

/** Throws `badInput` in words. */
export function refuseBeyondMachine({ parameters }: Experiment, request: RunRequest, machine: MachineBounds): void {
  for (const [name, parameter] of Object.entries(parameters)) {
    const values = request.parameters[name];
    if (!isNumeric(parameter) || values === undefined) continue;
    const asked = Math.max(...values.map(Number));
    const why = tooMany(asked, parameter, machine) ?? tooLarge(asked, parameter, machine);
    if (why !== null) throw new ThreadlabError('badInput', `${name}: ${why}.`);
  }
}

function tooMany(asked: number, { perCpu }: NumberParameter, { cpus }: MachineBounds): string | null {
  if (perCpu === undefined || asked <= perCpu * cpus) return null;
  return `${asked} are more than ${perCpu} for each CPU; ${perCpu * cpus} is the most on the ${cpus} CPUs here`;
}

function tooLarge(
  asked: Bytes,
  { ofMachine, default: usual }: NumberParameter,
  { memory, caches }: MachineBounds,
): string | null {
  if (ofMachine === undefined) return null;
  const { memory: share, lastLevels } = ofMachine;
  if (memory !== null && asked > share * memory)
    return `${formatBytes(asked)} is more than ${formatRatio(share)} of the ${formatBytes(memory)} of memory here`;
  const last = lastLevelBytes(caches);
  if (last === null || asked <= Math.max(lastLevels * last, ...usual)) return null;
  return `${formatBytes(asked)} is more than ${lastLevels} times the last-level cache of ${formatBytes(last)}`;
}
