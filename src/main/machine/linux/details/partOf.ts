/** A part of the details, or why Linux does not tell it. */
import { ThreadlabError } from '../../../../shared/errors.ts';
import type { Part } from '../../../../shared/monitor/part.ts';
import { meansDenied, meansGone, systemCode, type NamedStat } from '../processes/lookUp.ts';

/** Expected refusals of Linux become reasons; anything else surfaces. */
export async function partOf<Value>(stat: NamedStat, read: () => Promise<Value> | Value): Promise<Part<Value>> {
  try {
    return { available: true, value: await read() };
  } catch (error) {
    const reason = reasonOf(error, stat);
    if (reason === null) throw error;
    return { available: false, reason };
  }
}

function reasonOf(error: unknown, stat: NamedStat): string | null {
  if (error instanceof ThreadlabError) {
    return error.code === 'timedOut' || error.code === 'notAvailable' ? error.message : null;
  }
  if (meansDenied(error)) {
    return stat.state === 'Z'
      ? 'The process has ended; its parent has not yet asked for its status.'
      : 'Linux shows this only to the user of the process and to root (CAP_SYS_PTRACE).';
  }
  if (meansGone(error)) {
    if (stat.kernelThread) return 'A thread of Linux itself has none.';
    if (stat.state === 'Z') return 'The process has ended; its parent has not yet asked for its status.';
    return 'This Linux does not tell it, or the process has none.';
  }
  return systemCode(error) === 'EINVAL' ? 'This Linux does not tell it.' : null;
}
