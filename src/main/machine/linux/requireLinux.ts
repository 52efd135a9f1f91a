/** What reads /proc or acts through it works on Linux alone. */
import { ThreadlabError } from '../../../shared/errors.ts';

/** `what` begins the sentence: "Signals to processes". Throws `notSupported` elsewhere. */
export function requireLinux(what: string): void {
  if (process.platform === 'linux') return;
  throw new ThreadlabError('notSupported', `${what} go through /proc, which only Linux has. Nothing was done.`);
}
