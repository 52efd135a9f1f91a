/** The RUN of `show`, `export` and `delete`. */
import { isRunId } from '../../shared/runs/runId.ts';
import { UsageError } from './terminal.ts';

/** Throws UsageError where it is missing or is no run's name. */
export function runArgument([id]: readonly string[]): string {
  if (id === undefined) throw new UsageError('Name a run. "threadlab runs" lists those that are kept.');
  if (!isRunId(id)) {
    throw new UsageError(
      `"${id}" is not the name of a run, which looks like 2026-10-03-1433-k7q2. "threadlab runs" lists them.`,
    );
  }
  return id;
}
