/** A file of the runs folder -> a record, or one sentence why it cannot be read. */
import { readFile, stat } from 'node:fs/promises';
import { ThreadlabError } from '../../shared/errors.ts';
import { parseRecord } from '../../shared/runs/parseRecord.ts';
import type { RunRecord } from '../../shared/runs/record.ts';
import { formatBytes } from '../../shared/units/bytes.ts';

/** A record of a long sweep has a few megabytes; what is larger is not one, and reading it would stop everything else. */
const largestRecord = 64 * 1024 * 1024;

/** Throws `badFormat` with the reason, or the error of the file system. */
export async function readRecord(path: string): Promise<RunRecord> {
  const state = await stat(path);
  if (!state.isFile()) throw new ThreadlabError('badFormat', 'It is not a file.');
  if (state.size > largestRecord) {
    throw new ThreadlabError('badFormat', `It has ${formatBytes(state.size)}, more than any record.`);
  }
  return parseRecord(await readFile(path, 'utf8'));
}
