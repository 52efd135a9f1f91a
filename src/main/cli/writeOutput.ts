/** --out FILE: a whole file or none, never half of one under the name that was asked for. */
import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ThreadlabError } from '../../shared/errors.ts';

/** Throws a ThreadlabError that names the file and why. */
export async function writeOutput(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.threadlab-${randomBytes(6).toString('hex')}`);
  try {
    await writeFile(temporary, content, { flag: 'wx' });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new ThreadlabError(codeOf(error), `${path} cannot be written: ${reasonOf(error)}`, { cause: error });
  }
}

function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function codeOf(error: unknown): 'noSpace' | 'notFound' | 'notPermitted' | 'internal' {
  const errno = errnoOf(error);
  if (errno === 'ENOSPC' || errno === 'EDQUOT') return 'noSpace';
  if (errno === 'ENOENT') return 'notFound';
  return ['EACCES', 'EPERM', 'EROFS', 'EISDIR', 'ENOTDIR'].includes(errno) ? 'notPermitted' : 'internal';
}

function reasonOf(error: unknown): string {
  switch (errnoOf(error)) {
    case 'ENOENT':
      return 'its folder does not exist.';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full.';
    case 'EACCES':
    case 'EPERM':
      return 'you may not write there.';
    case 'EROFS':
      return 'that disk cannot be written.';
    case 'EISDIR':
      return 'it is a folder.';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
