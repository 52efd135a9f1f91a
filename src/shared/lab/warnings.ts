/** What a person should know before a request is run; nothing here refuses it. */
import type { RunRequest } from '../runs/record.ts';
import { formatCount } from '../units/number.ts';
import type { Experiment } from './experiment.ts';
import { lockKinds, lockNames } from './lockKinds.ts';
import { leftOut } from './plan.ts';
import type { PythonVersions } from './pythonVersion.ts';

/** In words; empty when there is nothing to say. `cpus`: those that may be used here. */
export function warningsOf(
  experiment: Experiment,
  request: RunRequest,
  cpus: number,
  pythons: PythonVersions = new Map(),
): string[] {
  const values = (name: string) => request.parameters[name] ?? [];
  const threads = Math.max(0, ...values('threads').map(Number));
  const crowding = experiment.crowding === 'warned' ? crowdingWords(values('lock').map(String), threads, cpus) : null;
  return [...leftOut(experiment, request, pythons), ...(crowding === null ? [] : [crowding])];
}

/** A first-in, first-out spin lock hands over to a thread that may not be running. null where it does not apply. */
export function crowdingWords(locks: readonly string[], threads: number, cpus: number | undefined): string | null {
  if (cpus === undefined || threads <= cpus) return null;
  const fifo = lockNames.filter((name) => locks.includes(name) && lockKinds[name].fifo);
  if (fifo.length === 0) return `${formatCount(threads)} threads are more than the ${formatCount(cpus)} CPUs here.`;
  return `${formatCount(threads)} threads on ${formatCount(cpus)} CPUs: ${fifo.join(' and ')} may collapse, since the next in line may not be running.`;
}
