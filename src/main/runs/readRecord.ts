/** A file of the runs folder -> a record, or one sentence why it cannot be read. */
import { readFile, stat } from 'node:fs/promises';
import { ThreadlabError } from '../../shared/errors.ts';
import { recordSchemaName, runRecord, type RunRecord } from '../../shared/runs/record.ts';
import { formatBytes } from '../../shared/units/bytes.ts';

/** A record of a long sweep has a few megabytes; what is larger is not one, and reading it would stop everything else. */
const largestRecord = 64 * 1024 * 1024;

/** Throws `badFormat` with the reason, or the error of the file system. */
export async function readRecord(path: string): Promise<RunRecord> {
  const state = await stat(path);
  if (!state.isFile()) throw refusal('It is not a file.');
  if (state.size > largestRecord) throw refusal(`It has ${formatBytes(state.size)}, more than any record.`);
  return parseRecord(await readFile(path, 'utf8'));
}

/** The text of a record file. Throws `badFormat` with one sentence: cut, foreign, of a later schema, or what is wrong where. */
export function parseRecord(text: string): RunRecord {
  if (text.trim() === '') throw refusal('The file is empty.');
  const value = parseJson(text);
  const schema = typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined;
  if (typeof schema !== 'string' || !schema.startsWith('threadlab.run/')) throw refusal('It is not a Threadlab run.');
  if (schema !== recordSchemaName) {
    throw refusal(
      `It is of the form ${schema.slice(0, 40)}; this Threadlab reads ${recordSchemaName}. Open it with the version that wrote it.`,
    );
  }
  const parsed = runRecord.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw refusal(`It is damaged: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a record'}.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const cut = text.trimStart().startsWith('{') && !text.trimEnd().endsWith('}');
    throw refusal(cut ? 'The file is cut short: its end is missing.' : 'It is not JSON.', error);
  }
}

function refusal(reason: string, cause?: unknown): ThreadlabError {
  return new ThreadlabError('badFormat', reason, { cause });
}
