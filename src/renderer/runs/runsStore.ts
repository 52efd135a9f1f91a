/** The Runs room in the window: what is kept on disk, which run is open, and what a person asks to have done with it. */
import { create } from 'zustand';
import { ThreadlabError } from '../../shared/errors.ts';
import { startsOwnCode } from '../../shared/lab/textParameter.ts';
import { experimentOf } from '../../shared/runs/chartAxes.ts';
import type { RunRequest } from '../../shared/runs/record.ts';
import type { ExportChoice, RunSummary } from '../../shared/runs/contract.ts';
import { backend } from '../connection/backend.ts';
import { showToast } from '../controls/toastStore.ts';
import { saveFile } from '../result/saveFile.ts';

export interface RunsView {
  /** undefined until the backend has told. */
  runs: readonly RunSummary[] | undefined;
  folder: string;
  refused: ThreadlabError | null;
  filter: string;
  /** The key of the selected line, see `keyOf`; null for none. */
  selected: string | null;
  /** What a person is asked about before it starts, and where the answer goes; null while nothing is. */
  asked: { request: RunRequest; answer: (yes: boolean) => void } | null;
}

export const useRuns = create<RunsView>(() => ({
  runs: undefined,
  folder: '',
  refused: null,
  filter: '',
  selected: null,
  asked: null,
}));

/** A line's own name: a run's id, or the name of a file that is none. */
export function keyOf(run: RunSummary): string {
  return run.readable ? run.id : run.fileName;
}

/** Follows the list until the returned function is called. */
export function followRuns(): () => void {
  const subscription = backend.subscribe(
    'runs.watch',
    {},
    {
      onItem: ({ folder, runs }) => useRuns.setState({ folder, runs, refused: null }),
      onError: (refused) => useRuns.setState({ refused }),
    },
  );
  return () => subscription.close();
}

/** At once, with the way back in a toast. */
export async function deleteRun(id: string, name: string): Promise<void> {
  await attempt(
    'Nothing was deleted.',
    () => backend.call('runs.delete', { id }),
    () =>
      showToast({
        tone: 'none',
        text: `Deleted ${name}`,
        action: {
          label: 'Undo',
          onPick: () => void attempt(`${name} is still deleted.`, () => backend.call('runs.restore', { id })),
        },
      }),
  );
}

export async function renameRun(id: string, title: string): Promise<void> {
  await attempt('The name was not changed.', () => backend.call('runs.rename', { id, title }));
}

export async function exportRun(id: string, choice: ExportChoice): Promise<void> {
  await attempt('Nothing was exported.', async () => saveFile(await backend.call('runs.export', { id, ...choice })));
}

/** Starts the run again as it was asked, and what starts a program of a person's own only when the person says so; true when it has begun. */
export async function runAgain(id: string): Promise<boolean> {
  let said = true;
  const done = await attempt('Nothing was started.', async () => {
    const { request } = await backend.call('runs.get', { id });
    const { seed: _, ...again } = request;
    if (startsOwnCode(experimentOf(request))) said = await askToStart(again);
    if (said) await backend.call('lab.start', again);
  });
  return done && said;
}

/** Shows what would be started, and waits for the answer. */
function askToStart(request: RunRequest): Promise<boolean> {
  return new Promise((resolve) => useRuns.setState({ asked: { request, answer: resolve } }));
}

/** Does it, and says in a toast what the backend refused and what was not done. */
async function attempt(
  notDone: string,
  act: () => Promise<unknown>,
  done: () => void = () => undefined,
): Promise<boolean> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof ThreadlabError)) throw error;
    showToast({ tone: 'bad', text: `${notDone} ${error.message}` });
    return false;
  }
  done();
  return true;
}
