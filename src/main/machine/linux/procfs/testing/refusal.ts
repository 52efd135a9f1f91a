/** What a parser's refusal looks like to its caller. */
import { ThreadlabError } from '../../../../../shared/errors.ts';

/** The code of the ThreadlabError that `run` throws; "accepted" where it throws nothing. Other errors pass through. */
export function refusalOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ThreadlabError) return error.code;
    throw error;
  }
  return 'accepted';
}
