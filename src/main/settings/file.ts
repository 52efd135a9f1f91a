/**
 * The settings on disk: one JSON object. A value that cannot be used is replaced by its default and named, the others
 * stay; keys not known here stay in the file, for the version that wrote them.
 */
import { open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { ThreadlabError } from '../../shared/errors.ts';
import { defaultSettings, settingsSchema, type Settings } from '../../shared/settings.ts';
import { makeFolder } from '../makeFolder.ts';

export interface ReadSettings {
  settings: Settings;
  /** A sentence for each value that was replaced by its default. */
  refused: string[];
  /** All that the file holds; null where it is there but cannot be read as settings. */
  kept: Readonly<Record<string, unknown>> | null;
}

const fileSchema = z.record(z.string(), z.unknown());

/** Never fails for what the file holds; a file that is not there means the defaults. */
export async function readSettings(file: string): Promise<ReadSettings> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { settings: defaultSettings, refused: [], kept: {} };
    return unreadable(file, messageOf(error));
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return unreadable(file, messageOf(error));
  }
  const kept = fileSchema.safeParse(value);
  if (!kept.success) return unreadable(file, 'it holds no JSON object');
  return { ...pick(kept.data, file), kept: kept.data };
}

function pick(kept: Readonly<Record<string, unknown>>, file: string): { settings: Settings; refused: string[] } {
  const refused: string[] = [];
  let settings = defaultSettings;
  for (const key of settingsSchema.keyof().options) {
    if (!Object.hasOwn(kept, key)) continue;
    const parsed = settingsSchema.partial().safeParse({ [key]: kept[key] });
    if (parsed.success) settings = settingsSchema.parse({ ...settings, ...parsed.data });
    else
      refused.push(
        `${basename(file)}: ${key} cannot be ${JSON.stringify(kept[key])}; ${JSON.stringify(settings[key])} is used.`,
      );
  }
  return { settings, refused };
}

function unreadable(file: string, why: string): ReadSettings {
  return {
    settings: defaultSettings,
    refused: [`${file} cannot be read (${why}); the defaults are used.`],
    kept: null,
  };
}

/**
 * Replaces the file as a whole, or not at all. What could not be read before is moved aside first, never written over.
 * Throws `noSpace` or `notPermitted`.
 */
export async function writeSettings(file: string, before: ReadSettings, settings: Settings): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await makeFolder(dirname(file));
    if (before.kept === null) await rename(file, `${file}.unreadable`);
    const handle = await open(temporary, 'w', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify({ ...before.kept, ...settings }, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw translate(error, file);
  }
}

function translate(error: unknown, file: string): unknown {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new ThreadlabError('noSpace', `The disk of ${file} is full. The settings stay as they were.`, {
        cause: error,
      });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
      return new ThreadlabError(
        'notPermitted',
        `${file} cannot be written (${messageOf(error)}). The settings stay as they were.`,
        {
          cause: error,
        },
      );
    default:
      return error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
