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
    throw notARecord(endsInside(text) ? 'The file is cut short: its end is missing.' : 'It is not JSON.', error);
  }
}

/** Whether an object that begins the text is not closed by its end: the mark of a cut, wherever it fell. */
function endsInside(text: string): boolean {
  if (!text.trimStart().startsWith('{')) return false;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (inString && letter === '\\') at += 1;
    else if (letter === '"') inString = !inString;
    else if (inString) continue;
    else if (letter === '{' || letter === '[') depth += 1;
    else if (letter === '}' || letter === ']') depth -= 1;
  }
  return inString || depth > 0;
}

function notARecord(reason: string, cause?: unknown): ThreadlabError {
  return new ThreadlabError('badFormat', reason, { cause });
}
