/** Why a choice cannot be had here, before anything is asked of the backend. */
import type { Choice, EngineName } from '../../shared/lab/experiment.ts';
import { formatCount } from '../../shared/units/number.ts';
import type { Engines } from './useEngines.ts';

/** None of the engines has it, or the machine cannot place that many threads. undefined where it can be had, or that is not known yet. */
export function choiceReason(
  parameter: string,
  choice: Choice,
  engines: readonly EngineName[],
  threads: number,
  machine: Pick<Engines, 'cpus' | 'cores'> | undefined,
): string | undefined {
  if (!choice.engines.some((engine) => engines.includes(engine)))
    return `not in ${engines.join(', ')}; in ${choice.engines.join(', ')}.`;
  if (parameter !== 'placement' || machine === undefined || choice.value === 'free') return undefined;
  const { cores, cpus } = machine;
  if (choice.value === 'sameCpu') return undefined;
  if (choice.value === 'twoCpus') return cpus < 2 ? 'there is one CPU.' : undefined;
  if (cores === null) return 'this machine does not tell its cores.';
  if (choice.value === 'siblings' && cpus <= cores) return 'no core here has two hardware threads (SMT).';
  if (choice.value === 'ownCore' && threads > cores) {
    return `${formatCount(threads)} threads need as many cores, and there are ${formatCount(cores)}.`;
  }
  return undefined;
}
