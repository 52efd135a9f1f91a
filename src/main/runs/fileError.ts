/** Errors of the file system, translated once: a closed code and a sentence that names the file and the way out. */
import { ThreadlabError } from '../../shared/errors.ts';

/** The errno of a failed call ("ENOENT"), or undefined for an error of another kind. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** `what` begins the sentence: "The run cannot be kept". Errors of no known kind come back as they are: they are bugs. */
export function fileError(error: unknown, what: string, path: string): unknown {
  const explain = (code: 'noSpace' | 'notPermitted' | 'notFound' | 'busy', why: string): ThreadlabError =>
    new ThreadlabError(code, `${what}: ${why}`, { cause: error });
  switch (errnoOf(error)) {
    case 'ENOSPC':
      return explain('noSpace', `the disk that holds ${path} is full. Free some space and try again.`);
    case 'EDQUOT':
      return explain('noSpace', `your quota on the disk that holds ${path} is used up. Free some space and try again.`);
    case 'EROFS':
      return explain(
        'notPermitted',
        `${path} is on a disk that cannot be written. Set THREADLAB_DATA to another folder.`,
      );
    case 'EACCES':
    case 'EPERM':
      return explain('notPermitted', `${path} belongs to another user. Set THREADLAB_DATA to a folder of your own.`);
    case 'ENOTDIR':
    case 'EEXIST':
      return explain(
        'notPermitted',
        `a file stands where the folder ${path} should be. Move it away, or set THREADLAB_DATA.`,
      );
    case 'EMFILE':
    case 'ENFILE':
      return explain('busy', `too many files are open, so ${path} cannot be opened. Try again in a moment.`);
    case 'ENOENT':
      return explain('notFound', `${path} is not there any more.`);
    default:
      return error;
  }
}
