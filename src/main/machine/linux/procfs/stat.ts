/**
 * Parses /proc/<pid>/stat and /proc/<pid>/task/<tid>/stat (proc_pid_stat(5)).
 * A name may hold spaces, parentheses and newlines, so fields count from the LAST ')' of the whole file, every time.
 * Two forms: from text, the reference; from bytes into a kept object, for the sampler, which reads thousands a second.
 */
import type { Bytes, Seconds } from '../../../../shared/units/quantity.ts';
import { badFormat } from './badFormat.ts';
import { parseNumbers } from './numbers.ts';

export interface Stat {
  /** pid, or tid in a file of a thread. */
  id: number;
  /** R, S, D, T, t, Z, X, I ... as Linux writes it. */
  state: string;
  parentPid: number;
  processGroup: number;
  /** PID of the session's leader; 0 outside of one. */
  session: number;
  /** Device number of the terminal, 0 without one; session.ts has the names. */
  terminalDevice: number;
  kernelThread: boolean;
  minorFaults: number;
  majorFaults: number;
  userTime: Seconds;
  systemTime: Seconds;
  /** Both together, rounded once. */
  cpuTime: Seconds;
  /** 20 plus niceness; below 0 under a real-time policy. */
  priority: number;
  nice: number;
  /** Live threads of the process; 0 in files of very old threads. */
  threads: number;
  /** Clock ticks since boot, as they are: the identity. */
  startTicks: number;
  virtualBytes: Bytes;
  /** CPU on which it ran last. */
  lastCpu: number;
  /** Number of the scheduling policy (sched.h); schedulingPolicy.ts has the names. */
  policy: number;
  /** 1 to 99 under the policies fifo and rr, 0 under the others. */
  realTimePriority: number;
}

const file = '/proc/<pid>/stat';
const firstField = 3; // the manual's number of the first field after the name
const lastField = 41; // policy, since Linux 2.5.19
const kernelThreadFlag = 0x0020_0000; // PF_KTHREAD of include/linux/sched.h

/** From text. Throws `badFormat` on a line that no Linux writes. */
export function parseStat(text: string, ticksPerSecond: number): Stat & { name: string } {
  const open = text.indexOf('(');
  const close = text.lastIndexOf(') ');
  if (open < 2 || close < open) throw badFormat(file, 'no name in parentheses', text);
  const fields = text
    .slice(close + 2)
    .trimEnd()
    .split(' ');
  if (fields.length <= lastField - firstField) throw badFormat(file, `fewer than ${lastField} fields`, text);
  const field = (n: number) => {
    const value = fields[n - firstField];
    if (value === undefined || !/^-?\d+$/.test(value)) throw badFormat(file, `field ${n} is no number`, text);
    return Number(value);
  };
  const id = text.slice(0, open - 1);
  if (!/^\d+$/.test(id) || text[open - 1] !== ' ') throw badFormat(file, 'it begins with no number', text);
  const state = fields[0];
  if (state?.length !== 1) throw badFormat(file, 'the state is not one letter', text);
  return {
    id: Number(id),
    name: text.slice(open + 1, close),
    state,
    parentPid: field(4),
    processGroup: field(5),
    session: field(6),
    terminalDevice: field(7),
    kernelThread: (field(9) & kernelThreadFlag) !== 0,
    minorFaults: field(10), // 11 and 13 are the waited-for children's, as are 16 and 17: never part of CPU use
    majorFaults: field(12),
    userTime: field(14) / ticksPerSecond,
    systemTime: field(15) / ticksPerSecond,
    cpuTime: (field(14) + field(15)) / ticksPerSecond,
    priority: field(18),
    nice: field(19),
    threads: field(20),
    startTicks: field(22),
    virtualBytes: field(23),
    lastCpu: field(39),
    policy: field(41),
    realTimePriority: field(40),
  };
}

/** Where the name lies in the bytes: from `nameStart` to before `nameEnd`. */
export interface StatInBytes extends Stat {
  nameStart: number;
  nameEnd: number;
}

export function emptyStat(): StatInBytes {
  return {
    id: 0,
    nameStart: 0,
    nameEnd: 0,
    state: '?',
    parentPid: 0,
    processGroup: 0,
    session: NaN,
    terminalDevice: 0,
    kernelThread: false,
    minorFaults: NaN,
    majorFaults: NaN,
    userTime: NaN,
    systemTime: NaN,
    cpuTime: NaN,
    priority: NaN,
    nice: NaN,
    threads: NaN,
    startTicks: NaN,
    virtualBytes: NaN,
    lastCpu: NaN,
    policy: NaN,
    realTimePriority: NaN,
  };
}

const numbers = new Float64Array(lastField + 1); // by the manual's numbers
const fromFourth = numbers.subarray(4);

/** From the first `length` bytes into `into`. Throws `badFormat` where `parseStat` does. */
export function parseStatBytes(bytes: Buffer, length: number, ticksPerSecond: number, into: StatInBytes): void {
  let close = length - 2;
  while (close >= 0 && !(bytes[close] === 0x29 && bytes[close + 1] === 0x20)) close--; // ") "
  let open = 0;
  let id = 0;
  for (let byte = bytes[open]; byte !== undefined && byte >= 0x30 && byte <= 0x39; byte = bytes[++open]) {
    id = id * 10 + (byte - 0x30);
  }
  const stateAt = close + 2;
  if (open === 0 || bytes[open] !== 0x20 || bytes[open + 1] !== 0x28 || close <= open) throw refusal(bytes, length);
  if (bytes[stateAt] === 0x20 || bytes[stateAt + 1] !== 0x20) throw refusal(bytes, length);
  const count = parseNumbers(bytes, stateAt + 2, length, fromFourth);
  if (count < fromFourth.length) throw refusal(bytes, length);
  into.id = id;
  into.nameStart = open + 2;
  into.nameEnd = close;
  into.state = letter(bytes[stateAt]);
  into.parentPid = at(4);
  into.processGroup = at(5);
  into.session = at(6);
  into.terminalDevice = at(7);
  into.kernelThread = (at(9) & kernelThreadFlag) !== 0;
  into.minorFaults = at(10);
  into.majorFaults = at(12);
  into.userTime = at(14) / ticksPerSecond;
  into.systemTime = at(15) / ticksPerSecond;
  into.cpuTime = (at(14) + at(15)) / ticksPerSecond;
  into.priority = at(18);
  into.nice = at(19);
  into.threads = at(20);
  into.startTicks = at(22);
  into.virtualBytes = at(23);
  into.lastCpu = at(39);
  into.policy = at(41);
  into.realTimePriority = at(40);
}

function at(field: number): number {
  return numbers[field] ?? NaN;
}

const letters = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

function letter(byte: number | undefined): string {
  return byte === undefined ? '?' : (letters[byte] ?? '?');
}

/** The sentence comes from the reference, which names the field. */
function refusal(bytes: Buffer, length: number): unknown {
  const text = bytes.toString('utf8', 0, length);
  try {
    parseStat(text, 1);
  } catch (error) {
    return error;
  }
  return badFormat(file, 'its bytes do not parse as its text does', text);
}
