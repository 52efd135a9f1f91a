/** `threadlab run`: an experiment from start to record. Ctrl+C ends it within a second and keeps what was measured. */
import type { RunState } from '../../shared/lab/contract.ts';
import { runOutcome } from '../../shared/runs/outcome.ts';
import type { RunRecord, RunRequest } from '../../shared/runs/record.ts';
import { escapeInvisible } from '../../shared/text/hostileText.ts';
import { readRunArguments } from './runArguments.ts';
import { showProgress } from './runProgress.ts';
import { recordText } from './show.ts';
import { exit, type Command, type Terminal } from './terminal.ts';
import { withBackend, type ThreadlabClient } from './withBackend.ts';
import { writeOutput } from './writeOutput.ts';

export const run: Command = async (args, terminal) => {
  const { request, out, json, strict, starts, yes } = await readRunArguments(args, () =>
    withBackend(terminal, async (client) => (await client.call('lab.engines', {})).cpus),
  );
  if (starts.length > 0) {
    terminal.err('This record starts a program on this machine:');
    for (const [title, value] of starts) terminal.err(`  ${title}: ${escapeInvisible(value)}`);
    if (!yes) {
      terminal.err('Nothing was started. Add --yes to start it.');
      return exit.usage;
    }
  }
  return withBackend(terminal, async (client) => {
    const ended = await runToEnd(client, request, terminal);
    terminal.progress(null);
    const { status, kept, message } = ended.outcome;
    if (message !== null) terminal.err(message);
    if (!kept) return status === 'cancelled' ? exit.cancelled : exit.failed;
    const record = await client.call('runs.get', { id: ended.id });
    const text = JSON.stringify(record, null, 1);
    if (out !== null && out !== '-') await writeOutput(out, `${text}\n`);
    terminal.out(json || out === '-' ? text : recordText(record, terminal.columns));
    return statusOf(record, strict);
  });
};

/** 130 outranks 1, which outranks 3, which outranks 4: what never finished says nothing of its checks. */
export function statusOf(record: RunRecord, strict: boolean): number {
  if (record.status === 'cancelled') return exit.cancelled;
  if (record.status === 'failed') return exit.failed;
  switch (runOutcome(record).outcome) {
    case 'failed':
      return exit.checkFailed;
    case 'inconclusive':
      return strict ? exit.inconclusive : exit.done;
    case 'passed':
    case 'cancelled':
    case 'runFailed':
      return exit.done;
  }
}

interface Ended {
  id: string;
  outcome: NonNullable<RunState['outcome']>;
}

/** Starts the run, shows how far it is, and cancels it when the person says so. */
async function runToEnd(client: ThreadlabClient, request: RunRequest, terminal: Terminal): Promise<Ended> {
  const { id, warnings } = await client.call('lab.start', request);
  for (const warning of warnings) terminal.err(warning);
  const progress = showProgress(terminal);
  return new Promise<Ended>((resolve, reject) => {
    const cancel = (): void => {
      terminal.progress(null);
      terminal.err('Cancelling; what was measured is kept.');
      client.call('lab.cancel', { id }).catch(reject);
    };
    let waits = false;
    const subscription = client.subscribe(
      'lab.watch',
      {},
      {
        onItem({ run: state, queue, elsewhere }) {
          if (state?.id !== id) {
            const queued = queue.some((waiting) => waiting.id === id);
            if (queued && !waits && elsewhere !== undefined) {
              const what = elsewhere.experiment === undefined ? '' : ` for ${elsewhere.experiment}`;
              terminal.err(`${id} waits: another Threadlab (process ${elsewhere.process.pid}) has the machine${what}.`);
              waits = true;
            }
            return;
          }
          progress(state);
          if (state.outcome === null) return;
          terminal.stop.removeEventListener('abort', cancel);
          subscription.close();
          resolve({ id, outcome: state.outcome });
        },
        onError: reject,
      },
    );
    if (terminal.stop.aborted) cancel();
    else terminal.stop.addEventListener('abort', cancel);
  });
}
