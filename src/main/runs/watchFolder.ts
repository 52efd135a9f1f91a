/** Says when something in a folder changed, whoever changed it. */
import { statSync, watch, type FSWatcher } from 'node:fs';
import { errnoOf } from './fileError.ts';

/** Changes come in bursts (a write, a rename, a sync): one call for each burst. */
const settle = 100;
/** Where the system gives no notice (no watches left, some network disks), the folder is looked at this often. */
const lookAgain = 2000;

/** `changed` may also be called when nothing changed. Returns the end of it. */
export function watchFolder(folder: string, changed: () => void): () => void {
  let watcher: FSWatcher | null = null;
  let soon: NodeJS.Timeout | null = null;
  let regularly: NodeJS.Timeout | null = null;
  /** A folder that was removed gives no notice of the one that is made in its place. */
  const watched = inodeOf(folder);

  const announce = (): void => {
    soon ??= setTimeout(() => {
      soon = null;
      if (watcher !== null && inodeOf(folder) !== watched) poll();
      changed();
    }, settle).unref();
  };
  const poll = (): void => {
    watcher?.close();
    watcher = null;
    regularly ??= setInterval(changed, lookAgain).unref();
  };

  try {
    watcher = watch(folder, { persistent: false }, announce);
    watcher.on('error', poll);
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    poll();
  }
  return () => {
    watcher?.close();
    if (soon !== null) clearTimeout(soon);
    if (regularly !== null) clearInterval(regularly);
  };
}

function inodeOf(folder: string): number | null {
  return statSync(folder, { throwIfNoEntry: false })?.ino ?? null;
}
