/** The Runs room: answers the runs contract from the store on disk. */
import type { Room } from '../room.ts';
import type { RunSummary, runsContract } from '../../shared/runs/contract.ts';
import type { RunRecord } from '../../shared/runs/record.ts';
import { exportRun } from './exports/exportRun.ts';
import { openRunStore } from './store.ts';
import { watchFolder } from './watchFolder.ts';

interface Follower {
  changed: () => void;
  fail: (error: unknown) => void;
}

/** `folder` holds the records themselves. `keep` is how the Lab hands over a finished run. */
export async function createRuns({
  folder,
}: {
  folder: string;
}): Promise<Room<typeof runsContract> & { keep(record: RunRecord): Promise<void> }> {
  const store = await openRunStore(folder);
  const followers = new Set<Follower>();
  let listed: RunSummary[] | null = null;
  let listing: Promise<void> | null = null;
  let again = false;
  let stopWatching: (() => void) | null = null;

  /** One listing at a time; a change during it starts one more. */
  function refresh(): void {
    again = true;
    listing ??= (async () => {
      try {
        while (again) {
          again = false;
          listed = await store.list();
          for (const { changed } of followers) changed();
        }
      } catch (error) {
        for (const { fail } of followers) fail(error);
      } finally {
        listing = null;
      }
    })();
  }

  /** Acts, then tells the followers without waiting for the notice of the folder. */
  const then = async <T>(act: Promise<T>): Promise<T> => {
    const result = await act;
    if (followers.size > 0) refresh();
    return result;
  };

  return {
    keep: (record) => then(store.keep(record)),

    handlers: {
      watch(_input, changed, fail) {
        let sent: RunSummary[] | null = null;
        const follower = { changed, fail };
        followers.add(follower);
        stopWatching ??= watchFolder(folder, refresh);
        refresh();
        return {
          take() {
            if (listed === null || listed === sent) return undefined;
            sent = listed;
            return { folder, runs: listed };
          },
          update() {},
          close() {
            followers.delete(follower);
            if (followers.size > 0) return;
            stopWatching?.();
            stopWatching = null;
          },
        };
      },
      get: ({ id }) => store.open(id),
      rename: async ({ id, title }) => {
        await then(store.rename(id, title));
        return {};
      },
      delete: async ({ id }) => {
        await then(store.remove(id));
        return {};
      },
      restore: async ({ id }) => {
        await then(store.restore(id));
        return {};
      },
      export: async ({ id, format, chart, commandLines }) =>
        exportRun(await store.open(id), format, chart, commandLines),
    },

    async close() {
      stopWatching?.();
      stopWatching = null;
      followers.clear();
      await listing;
      await store.close();
    },
  };
}
