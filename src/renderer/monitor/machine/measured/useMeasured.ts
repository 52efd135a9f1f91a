/** The newest run of each part of this machine, from what is kept: the list of the runs, then the records themselves. */
import { useEffect, useState } from 'react';
import { ThreadlabError } from '../../../../shared/errors.ts';
import type { MachineDescription } from '../../../../shared/monitor/machineDescription.ts';
import type { RunSummary } from '../../../../shared/runs/contract.ts';
import {
  experimentOfPart,
  isOfMachine,
  machineParts,
  measuredFigures,
  type MachinePart,
} from '../../../../shared/runs/measuredMachine.ts';
import type { RunRecord } from '../../../../shared/runs/record.ts';
import { backend } from '../../../connection/backend.ts';
import { useSubscription } from '../../../connection/useSubscription.ts';

export interface MeasuredPart {
  /** The run; null where there is none of this machine. */
  record: RunRecord | null;
  /** Newer ones, or all, that were measured on another machine. */
  elsewhere: number;
}

export interface Measured {
  /** A part is absent until its runs were read. */
  parts: Readonly<Partial<Record<MachinePart, MeasuredPart>>>;
  /** Why the runs cannot be listed; null while they can. */
  error: ThreadlabError | null;
}

/** Records that are opened for a part before it counts as not measured: of a folder full of other machines' runs. */
const mostOpened = 20;

export function useMeasured(machine: MachineDescription): Measured {
  const { item, error } = useSubscription('runs.watch', {});
  const [parts, setParts] = useState<Measured['parts']>({});
  const runs = item?.runs;
  useEffect(() => {
    if (runs === undefined) return undefined;
    const gone = new AbortController();
    for (const part of machineParts) {
      void newestOf(part, runs, machine, gone.signal).then((found) => {
        if (!gone.signal.aborted) setParts((before) => ({ ...before, [part]: found }));
      });
    }
    return () => gone.abort();
  }, [runs, machine]);
  return { parts, error };
}

/** One that failed a check which always holds has no figure to be trusted. */
export function candidates(part: MachinePart, runs: readonly RunSummary[]): string[] {
  return runs
    .flatMap((run) => (run.readable ? [run] : []))
    .filter(
      ({ experiment, status, outcome }) =>
        experiment === experimentOfPart[part] && status === 'completed' && outcome !== 'failed',
    )
    .toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))
    .map(({ id }) => id);
}

async function newestOf(
  part: MachinePart,
  runs: readonly RunSummary[],
  machine: MachineDescription,
  signal: AbortSignal,
): Promise<MeasuredPart> {
  let elsewhere = 0;
  for (const id of candidates(part, runs).slice(0, mostOpened)) {
    const record = await recordOrNull(id, signal);
    if (record === null) continue;
    if (!isOfMachine(record.environment, machine)) elsewhere += 1;
    else if (measuredFigures(part, record).length > 0) return { record, elsewhere };
  }
  return { record: null, elsewhere };
}

/** null of one that was deleted meanwhile or cannot be read, as the Runs say themselves. */
async function recordOrNull(id: string, signal: AbortSignal): Promise<RunRecord | null> {
  try {
    return await backend.call('runs.get', { id }, { signal });
  } catch (error) {
    if (error instanceof ThreadlabError) return null;
    throw error;
  }
}
