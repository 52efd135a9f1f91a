/** The text of a run record -> the record, or one sentence why it is none. */
import { ThreadlabError } from '../errors.ts';
import { recordSchemaName, runRecord, type RunRecord } from './record.ts';

/** Throws `badFormat` with one sentence: empty, cut, foreign, of a later schema, or what is wrong where. */
export function parseRecord(text: string): RunRecord {
  if (text.trim() === '') throw notARecord('The file is empty.');
  const value = parseJson(text);
  const schema = typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined;
  if (typeof schema !== 'string' || !schema.startsWith('threadlab.run/'))
    throw notARecord('It is not a Threadlab run.');
  if (schema !== recordSchemaName) {
    throw notARecord(
      `It is of the form ${schema.slice(0, 40)}; this Threadlab reads ${recordSchemaName}. Open it with the version that wrote it.`,
    );
  }
  const parsed = runRecord.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw notARecord(`It is damaged: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a record'}.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const cut = text.trimStart().startsWith('{') && !text.trimEnd().endsWith('}');
    throw notARecord(cut ? 'The file is cut short: its end is missing.' : 'It is not JSON.', error);
  }
}

function notARecord(reason: string, cause?: unknown): ThreadlabError {
  return new ThreadlabError('badFormat', reason, { cause });
}
