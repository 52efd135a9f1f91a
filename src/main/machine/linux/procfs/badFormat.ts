/** The refusal of every parser here: which file, what is wrong, and the beginning of what was read. */
import { ThreadlabError } from '../../../../shared/errors.ts';

/** A `badFormat` error: `file` is the manual page's name of the file, `why` what was expected; at most 80 characters of the text are quoted. */
export function badFormat(file: string, why: string, text: string): ThreadlabError {
  return new ThreadlabError(
    'badFormat',
    `${file} is not as any known Linux writes it: ${why}. It begins ${JSON.stringify(text.slice(0, 80))}.`,
  );
}
