/** What a person asks of the Lab. Each tells in a toast when the backend refused, and what was not done. */
import { ThreadlabError } from '../../shared/errors.ts';
import type { ExportChoice } from '../../shared/runs/contract.ts';
import type { RunRequest } from '../../shared/runs/record.ts';
import { backend } from '../connection/backend.ts';
import { showToast } from '../controls/toastStore.ts';
import { saveFile } from '../result/saveFile.ts';
import { useLab } from './labStore.ts';

/** Starts a run; what the backend says against it, in its words, or null when it has begun. */
export async function startRun(request: RunRequest): Promise<string | null> {
  try {
    await backend.call('lab.start', request);
    return null;
  } catch (error) {
    return wordsOf(error);
  }
}

export async function cancelRun(id: string): Promise<void> {
  try {
    await backend.call('lab.cancel', { id });
  } catch (error) {
    showToast({ tone: 'bad', text: `The run goes on. ${wordsOf(error)}` });
  }
}

/** Fetches an ended run's record once; rejects with a ThreadlabError. */
export async function loadRecord(id: string): Promise<void> {
  const record = await backend.call('runs.get', { id });
  useLab.setState(({ records }) => ({ records: { ...records, [id]: record } }));
}

export async function exportRun(id: string, choice: ExportChoice): Promise<void> {
  try {
    saveFile(await backend.call('runs.export', { id, ...choice }));
  } catch (error) {
    showToast({ tone: 'bad', text: `Nothing was exported. ${wordsOf(error)}` });
  }
}

/** The backend's words; anything but its errors is a fault here and surfaces. */
export function wordsOf(error: unknown): string {
  if (error instanceof ThreadlabError) return error.message;
  throw error;
}
