/** One thread in sentences: how it gives up the CPU, and what stands behind its wait. */
import type { ThreadWait } from '../../../shared/monitor/threadWait.ts';
import { formatCount, formatSignificant } from '../../../shared/units/number.ts';
import { displayText } from '../../table/displayText.ts';
import { socketWords } from './FilesTab.tsx';

/** "Gives up the CPU 900 times a second by itself, was pushed off 3 times." null while the rates are not known. */
export function switchVerdict(voluntary: number, involuntary: number): string | null {
  if (Number.isNaN(voluntary) || Number.isNaN(involuntary)) return null;
  if (voluntary === 0 && involuntary === 0)
    return 'No switch in the last reading: it kept its CPU, or slept all through.';
  if (voluntary === 0) return `Never gives up the CPU by itself, was pushed off ${times(involuntary)} a second.`;
  const pushed = involuntary === 0 ? 'was never pushed off' : `was pushed off ${times(involuntary)}`;
  return `Gives up the CPU ${times(voluntary)} a second by itself, ${pushed}.`;
}

function times(rate: number): string {
  const words = rate >= 10 ? formatCount(Math.round(rate)) : formatSignificant(rate, 2);
  return words === '1' ? 'once' : `${words} times`;
}

/** "in futex on 0x7f21c40080e0, as 3 others do"; "in recvfrom on descriptor 8: tcp … to …, established". */
export function waitEvidence({ call, on }: ThreadWait): string {
  if (call === null) return 'in no system call';
  if (on === null) return `in ${call}`;
  switch (on.kind) {
    case 'address': {
      const others =
        on.others === 0 ? 'alone' : on.others === 1 ? 'as 1 other does' : `as ${formatCount(on.others)} others do`;
      return `in ${call} on ${on.address}, ${others}`;
    }
    case 'child':
      return `in ${call} for ${on.child === null ? on.pid : `${displayText(on.child.name)} (${on.pid})`}`;
    case 'descriptor': {
      const what = on.socket === null ? on.target : socketWords(on.socket);
      return `in ${call} on descriptor ${on.fd}${what === null ? '' : `: ${displayText(what)}`}`;
    }
  }
}
