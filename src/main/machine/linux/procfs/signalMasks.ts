/** Parses the signal lines of /proc/<pid>/status (proc_pid_status(5)): hexadecimal masks, the lowest bit is signal 1. */
import { badFormat } from './badFormat.ts';

export interface SignalMasks {
  /** Signals that wait for the process as a whole, because every thread blocks them or because it is paused. */
  pending: ReadonlySet<number>;
  ignored: ReadonlySet<number>;
  /** Those that the program handles itself. */
  caught: ReadonlySet<number>;
}

/** Throws `badFormat` where one of the lines is missing. */
export function parseSignalMasks(text: string): SignalMasks {
  const mask = (key: string) => {
    const digits = new RegExp(`^${key}:\\t([0-9a-f]+)$`, 'm').exec(text)?.[1];
    if (digits === undefined) throw badFormat('/proc/<pid>/status', `no mask under ${key}`, text);
    return signalsOf(BigInt(`0x${digits}`));
  };
  return { pending: mask('ShdPnd'), ignored: mask('SigIgn'), caught: mask('SigCgt') };
}

function signalsOf(mask: bigint): ReadonlySet<number> {
  const signals = new Set<number>();
  for (let number = 1, rest = mask; rest > 0n; number++, rest >>= 1n) if ((rest & 1n) === 1n) signals.add(number);
  return signals;
}
