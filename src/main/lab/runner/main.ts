/**
 * The runner: a child process for one run, an ordinary process in the Monitor. It takes one order over Node's IPC, does the
 * repeats one after the other and tells what it measured; a dead backend ends it.
 */
import { writeFileSync } from 'node:fs';
import { ThreadlabError } from '../../../shared/errors.ts';
import type { OpenExperiment } from './experiments/experiment.ts';
import { experiments } from './experiments/experiments.ts';
import { ProgramFailure } from './programFailure.ts';
import { runOrder, type RunnerMessage, type RunOrder } from './protocol.ts';
import { nameOwnThread } from './threadIdentity.ts';

const processName = 'threadlab-run';

nameOwnThread(processName);
yieldMemory();
process.once('message', (message) => {
  run(runOrder.parse(message)).then(end, fail);
});
process.once('disconnect', () => process.exit(1));

/** When memory runs short, Linux ends what a run has started first: that is its to choose by this alone (proc_pid_oom_score_adj(5)). */
function yieldMemory(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000');
  } catch (error) {
    // Some sandboxes keep the file from being written; the run goes on without.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

async function run(order: RunOrder): Promise<void> {
  const open = experiments[order.experiment];
  if (!open) throw new ThreadlabError('badInput', `This runner has no experiment "${order.experiment}".`);
  tell({ kind: 'phase', phase: 'calibrating' });
  const experiment = await open(order);
  tell({ kind: 'phase', phase: 'measuring' });
  for (const [repeat, point] of order.order.entries()) await measure(experiment, order, repeat, point);
  tell({ kind: 'phase', phase: 'finishing' });
  await experiment.close();
  tell({ kind: 'done', costOfMeasuring: experiment.costOfMeasuring() });
}

async function measure(experiment: OpenExperiment, order: RunOrder, repeat: number, point: number): Promise<void> {
  const params = order.points[point];
  if (!params) throw new ThreadlabError('badInput', `The plan names point ${point} of ${order.points.length}.`);
  const measured = await experiment.measure(params, order.seed + repeat, {
    started: (threads) => tell({ kind: 'repeatStarted', repeat, threads: [...threads] }),
    sample: (at, counters) => tell({ kind: 'sample', repeat, at, counters }),
  });
  tell({ kind: 'repeatMeasured', repeat, measured });
}

function tell(message: RunnerMessage): void {
  process.send?.(message);
}

/** Everything sent has arrived once the channel has taken the last message. */
function end(): void {
  process.disconnect();
  process.exit(0);
}

/** Threads may hang in a kernel, so the process does not wait for them. */
function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  // What is said in words was foreseen; of the rest the place matters.
  const told = error instanceof Error && !(error instanceof ThreadlabError) ? (error.stack ?? message) : message;
  process.stderr.write(`${told}\n`);
  const end = error instanceof ProgramFailure ? error.end : null;
  process.send?.({ kind: 'failed', message, end } satisfies RunnerMessage, undefined, undefined, () => process.exit(1));
}
