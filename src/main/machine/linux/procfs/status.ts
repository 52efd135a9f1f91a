/**
 * Parses what /proc/<pid>/status alone has (proc_pid_status(5)): the effective user, swap, and the switches of ONE thread.
 * Linux escapes newlines in its Name line, so a line's beginning can be trusted.
 */
import type { Bytes } from '../../../../shared/units/quantity.ts';
import { badFormat } from './badFormat.ts';
import { parseNumbers } from './numbers.ts';

export interface Status {
  /** Effective user. */
  uid: number;
  /** Of this thread alone, also in the process's file (there: the leader's). */
  voluntarySwitches: number;
  involuntarySwitches: number;
  /** null for what has no memory of its own: kernel threads, zombies. */
  swapBytes: Bytes | null;
}

const file = '/proc/<pid>/status';

/** From text: the reference. Throws `badFormat` where user or switches are missing. */
export function parseStatus(text: string): Status {
  const value = (key: string) => {
    const line = text.split('\n').find((candidate) => candidate.startsWith(`${key}:`));
    return line?.slice(key.length + 1).trim();
  };
  const integer = (key: string, word: string | undefined) => {
    if (word === undefined || !/^\d+$/.test(word)) throw badFormat(file, `no number under ${key}`, text);
    return Number(word);
  };
  const swap = value('VmSwap');
  return {
    uid: integer('Uid', value('Uid')?.split('\t')[1]),
    voluntarySwitches: integer('voluntary_ctxt_switches', value('voluntary_ctxt_switches')),
    involuntarySwitches: integer('nonvoluntary_ctxt_switches', value('nonvoluntary_ctxt_switches')),
    swapBytes: swap === undefined ? null : integer('VmSwap', swap.replace(/ kB$/, '')) * 1024,
  };
}

const uidKey = Buffer.from('\nUid:\t');
const swapKey = Buffer.from('\nVmSwap:\t');
const voluntaryKey = Buffer.from('\nvoluntary_ctxt_switches:\t');
const involuntaryKey = Buffer.from('\nnonvoluntary_ctxt_switches:\t');
const one = new Float64Array(1);
const two = new Float64Array(2);

/** From the first `length` bytes into `into`. Throws `badFormat` where `parseStatus` does. */
export function parseStatusBytes(bytes: Buffer, length: number, into: Status): void {
  const whole = bytes.subarray(0, length);
  const uidAt = whole.indexOf(uidKey);
  const swapAt = whole.indexOf(swapKey);
  parseSwitchesBytes(bytes, length, into);
  if (uidAt < 0 || parseNumbers(whole, uidAt + uidKey.length, length, two) < 2) throw refusal(whole);
  into.uid = two[1] ?? NaN;
  if (swapAt >= 0 && parseNumbers(whole, swapAt + swapKey.length, length, one) < 1) throw refusal(whole);
  into.swapBytes = swapAt < 0 ? null : (one[0] ?? NaN) * 1024;
}

const affinityKey = Buffer.from('\nCpus_allowed_list:\t');

/** The CPUs on which this thread may run, as Linux lists them: "0-3,8"; null where the file has no such line. */
export function parseAffinityBytes(bytes: Buffer, length: number): string | null {
  const whole = bytes.subarray(0, length);
  const at = whole.lastIndexOf(affinityKey);
  if (at < 0) return null;
  const start = at + affinityKey.length;
  const end = whole.indexOf(0x0a, start);
  return whole.toString('latin1', start, end < 0 ? length : end);
}

/** The two switch counters alone, for a thread's file. */
export function parseSwitchesBytes(
  bytes: Buffer,
  length: number,
  into: Pick<Status, 'voluntarySwitches' | 'involuntarySwitches'>,
): void {
  const whole = bytes.subarray(0, length);
  const voluntaryAt = whole.lastIndexOf(voluntaryKey);
  const involuntaryAt = voluntaryAt < 0 ? -1 : whole.indexOf(involuntaryKey, voluntaryAt);
  if (involuntaryAt < 0) throw refusal(whole);
  if (parseNumbers(whole, voluntaryAt + voluntaryKey.length, length, one) < 1) throw refusal(whole);
  into.voluntarySwitches = one[0] ?? NaN;
  if (parseNumbers(whole, involuntaryAt + involuntaryKey.length, length, one) < 1) throw refusal(whole);
  into.involuntarySwitches = one[0] ?? NaN;
}

function refusal(bytes: Buffer): unknown {
  const text = bytes.toString('utf8');
  try {
    parseStatus(text);
  } catch (error) {
    return error;
  }
  return badFormat(file, 'its bytes do not parse as its text does', text);
}
