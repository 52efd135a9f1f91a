/**
 * The kept runs: one JSON file a run in one folder, written whole or not at all. The folder is the truth: other processes
 * (a `threadlab run` beside the window) write there as well, and what cannot be read is listed with its reason.
 * Only a validated run id ever becomes a file name.
 */
import { readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ThreadlabError } from '../../shared/errors.ts';
import type { RunSummary } from '../../shared/runs/contract.ts';
import { runRecord, type RunRecord } from '../../shared/runs/record.ts';
import { isRunId } from '../../shared/runs/runId.ts';
import { makeFolder } from '../makeFolder.ts';
import { removeIfThere, syncFolder, temporaryPrefix, writeAtomically } from './atomicFile.ts';
import { errnoOf, fileError } from './fileError.ts';
import { readRecord } from './readRecord.ts';
import { summaryOf, unreadable } from './summary.ts';

/** Subfolder for deleted runs until the backend that deleted them ends. */
const asideName = '.deleted';
/** Deleted runs and half-written files that a killed backend left behind are removed after this many ms. */
const leftoversKept = 24 * 3600 * 1000;
/** Files read at once while listing: enough to keep a disk busy, few enough to leave descriptors to the sampler. */
const readAtOnce = 8;

export interface RunStore {
  folder: string;
  /** All runs, the newest first, then the files that cannot be read. Files that have not changed are not read again. */
  list(): Promise<RunSummary[]>;
  open(id: string): Promise<RunRecord>;
  keep(record: RunRecord): Promise<void>;
  rename(id: string, title: string): Promise<void>;
  remove(id: string): Promise<void>;
  restore(id: string): Promise<void>;
  /** Deletes for good what was moved aside here. */
  close(): Promise<void>;
}

/** Opens the folder of the records, and makes it (0700) if it is not there. */
export async function openRunStore(folder: string): Promise<RunStore> {
  const aside = join(folder, asideName);
  const removed = new Set<string>();
  const known = new Map<string, { version: string; summary: RunSummary }>();
  await naming('The runs cannot be kept', folder, () => makeFolder(folder));
  await removeLeftovers(aside, () => true);
  await removeLeftovers(folder, (name) => name.startsWith(temporaryPrefix));

  const pathOf = (id: string): string => {
    if (!isRunId(id)) throw new ThreadlabError('notFound', `"${id.slice(0, 60)}" is not the name of a run.`);
    return join(folder, `${id}.json`);
  };

  async function summaryFor(fileName: string): Promise<RunSummary | null> {
    const path = join(folder, fileName);
    try {
      const { mtimeMs, size, ino } = await stat(path);
      const version = `${mtimeMs}/${size}/${ino}`;
      const before = known.get(fileName);
      if (before?.version === version) return before.summary;
      const summary = await summaryOf(fileName, size, () => readRecord(path));
      known.set(fileName, { version, summary });
      return summary;
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return null; // gone between listing and reading
      const explained = fileError(error, 'It cannot be read', path);
      if (explained instanceof ThreadlabError) return unreadable(fileName, 0, explained.message);
      throw error;
    }
  }

  async function openRecord(id: string): Promise<RunRecord> {
    const path = pathOf(id);
    try {
      return await readRecord(path);
    } catch (error) {
      throw explainedFor(error, id, `Run ${id} cannot be read`, path);
    }
  }

  return {
    folder,

    async list() {
      const names = (await naming('The runs cannot be listed', folder, () => namesIn(folder))).filter(
        (name) => !name.startsWith('.'),
      );
      for (const name of known.keys()) if (!names.includes(name)) known.delete(name);
      const summaries: RunSummary[] = [];
      for (let at = 0; at < names.length; at += readAtOnce) {
        const some = await Promise.all(names.slice(at, at + readAtOnce).map(summaryFor));
        summaries.push(...some.filter((summary) => summary !== null));
      }
      return summaries.sort(newestFirst);
    },

    open: openRecord,

    async keep(record) {
      const path = pathOf(record.id);
      if (await isThere(path)) throw new ThreadlabError('internal', `Run ${record.id} is kept already.`);
      // The schema that will read it judges it now, while it can still be told what made it.
      const text = serialise(runRecord.parse(record));
      await write(`Run ${record.id} cannot be kept`, path, text);
    },

    async rename(id, title) {
      const record = await openRecord(id);
      const { title: _, ...rest } = record;
      const renamed = title.trim() === '' ? rest : { ...rest, title: title.trim() };
      await write(`Run ${id} cannot be renamed`, pathOf(id), serialise(renamed));
    },

    async remove(id) {
      const path = pathOf(id);
      await naming(`Run ${id} cannot be deleted`, folder, () => makeFolder(aside));
      await moving(id, `Run ${id} cannot be deleted`, path, join(aside, `${id}.json`));
      removed.add(id);
    },

    async restore(id) {
      const path = pathOf(id);
      if (!removed.has(id))
        throw new ThreadlabError('notFound', `Run ${id} was not deleted here, or is gone for good.`);
      if (await isThere(path)) throw new ThreadlabError('notFound', `Run ${id} is there already. Nothing was changed.`);
      await moving(id, `Run ${id} cannot be brought back`, join(aside, `${id}.json`), path);
      removed.delete(id);
    },

    close: forgetRemoved,
  };

  /** Makes the folder again where somebody removed it meanwhile. */
  async function write(what: string, path: string, text: string): Promise<void> {
    const attempt = () =>
      naming(what, folder, async () => {
        await makeFolder(folder);
        await writeAtomically(path, text);
      });
    try {
      await attempt();
    } catch (error) {
      // On a full disk a person deletes runs to make room: what could still be brought back takes that room until it goes for good.
      if (!(error instanceof ThreadlabError) || error.code !== 'noSpace' || removed.size === 0) throw error;
      await forgetRemoved();
      await attempt();
    }
  }

  async function forgetRemoved(): Promise<void> {
    for (const id of removed) await removeIfThere(join(aside, `${id}.json`));
    removed.clear();
  }

  async function moving(id: string, what: string, from: string, to: string): Promise<void> {
    try {
      await rename(from, to);
      await syncFolder(folder);
    } catch (error) {
      throw explainedFor(error, id, what, from);
    }
  }
}

/** Indented by one space: diffable, and a third smaller than with two. */
function serialise(record: RunRecord): string {
  return `${JSON.stringify(record, null, 1)}\n`;
}

function newestFirst(a: RunSummary, b: RunSummary): number {
  if (a.readable && b.readable) return b.startedAt.localeCompare(a.startedAt) || b.id.localeCompare(a.id);
  if (!a.readable && !b.readable) return a.fileName.localeCompare(b.fileName);
  return a.readable ? -1 : 1;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw error;
  }
}

async function naming<T>(what: string, path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw fileError(error, what, path);
  }
}

function explainedFor(error: unknown, id: string, what: string, path: string): unknown {
  if (errnoOf(error) === 'ENOENT') {
    return new ThreadlabError('notFound', `There is no run ${id}. "threadlab runs" lists those that are kept.`, {
      cause: error,
    });
  }
  if (error instanceof ThreadlabError && error.code === 'badFormat') {
    return new ThreadlabError('badFormat', `${what}. ${error.message}`, { cause: error });
  }
  return fileError(error, what, path);
}

/** A folder that is not there any more holds none. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}

async function removeLeftovers(folder: string, isLeftover: (name: string) => boolean): Promise<void> {
  try {
    for (const name of (await readdir(folder)).filter(isLeftover)) {
      const path = join(folder, name);
      if (Date.now() - (await stat(path)).ctimeMs > leftoversKept) await removeIfThere(path);
    }
  } catch (error) {
    // No such folder: nothing was ever deleted. Not permitted: another's leftovers, which harm nothing here.
    if (!['ENOENT', 'EACCES', 'EPERM', 'EROFS'].includes(errnoOf(error) ?? '')) throw error;
  }
}
