/** The processes of this machine by systeminformation, which asks ps or PowerShell: what macOS and Windows tell alike. */
import { mem, processes, type Systeminformation } from 'systeminformation';
import type { Bytes, Ratio, Seconds } from '../../../shared/units/quantity.ts';

export interface PortableProcess {
  pid: number;
  parentPid: number;
  name: string;
  commandLine: string;
  /** null where it is not told. */
  user: string | null;
  terminal: string | null;
  /** Linux's letter; null where the system's word has none. */
  state: string | null;
  /** When it began, seconds of the clock; NaN where that is not told. */
  startedAt: Seconds;
  /** CPU use in cores; NaN where it is not told. */
  cpu: Ratio;
  userCpu: Ratio;
  systemCpu: Ratio;
  residentBytes: Bytes;
  virtualBytes: Bytes;
  priority: number;
  nice: number;
}

export interface PortableMemory {
  total: Bytes;
  available: Bytes;
  free: Bytes;
  cached: Bytes;
  swapTotal: Bytes;
  swapFree: Bytes;
}

/** `isFirst`: no call came before, so that what it tells of CPU use is of the whole life of the machine. */
export async function listProcesses(isFirst: boolean, cpus: number): Promise<PortableProcess[]> {
  const { list } = await processes();
  return list.map((one) => portableProcess(one, { isFirst, cpus, platform: process.platform }));
}

/** Bytes of memory and swap. */
export async function readPortableMemory(): Promise<PortableMemory> {
  const { total, available, free, buffcache, swaptotal, swapfree } = await mem();
  return { total, available, free, cached: buffcache, swapTotal: swaptotal, swapFree: swapfree };
}

const stateLetters: Readonly<Record<string, string>> = {
  running: 'R',
  sleeping: 'S',
  blocked: 'D',
  stopped: 'T',
  zombie: 'Z',
  idle: 'I',
};

/** Pure: a row of systeminformation (KiB, percent, words) in base units. */
export function portableProcess(
  one: Systeminformation.ProcessesProcessData,
  { isFirst, cpus, platform }: { isFirst: boolean; cpus: number; platform: NodeJS.Platform },
): PortableProcess {
  // macOS tells ps's share of one core and no parts; elsewhere it is a share of all CPUs since the last call.
  const isOfCore = platform === 'darwin';
  const cores = (percent: number) => (isFirst && !isOfCore ? NaN : (percent / 100) * (isOfCore ? 1 : cpus));
  const startedAt = Date.parse(one.started) / 1000;
  return {
    pid: one.pid,
    parentPid: one.parentPid,
    name: one.name,
    commandLine: [one.command, one.params].filter((words) => words !== '').join(' '),
    user: textOf(one.user),
    terminal: textOf(one.tty),
    state: stateLetters[one.state] ?? null,
    startedAt,
    cpu: cores(one.cpu),
    userCpu: isOfCore ? NaN : cores(one.cpuu),
    systemCpu: isOfCore ? NaN : cores(one.cpus),
    residentBytes: one.memRss * 1024,
    virtualBytes: one.memVsz * 1024,
    priority: one.priority,
    nice: platform === 'win32' ? NaN : one.nice,
  };
}

function textOf(text: string): string | null {
  return text === '' || text === '?' || text === '??' ? null : text;
}
