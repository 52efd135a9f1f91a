/**
 * The current clock of every CPU, read once a pass: cpufreq's scaling_cur_freq, else /proc/cpuinfo. Descriptors are kept and read
 * again at offset 0; CPUs that share a cpufreq policy share a clock, so it is read once.
 * On some machines one such read takes milliseconds (htop #471): a source that is that slow is given up for good.
 */
import { closeSync, openSync, readSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Hertz, Seconds } from '../../../../shared/units/quantity.ts';
import { parseCpuinfo } from '../procfs/cpuinfo.ts';
import { parseCpuList } from './cpuList.ts';
import { isAbsence, readNumbered, readText } from './readText.ts';

export interface ClockReader {
  /** CPU -> current clock, of the online CPUs that tell one; null where none does, and `reason` says why. */
  read(): Map<number, Hertz> | null;
  /** Why the last `read` gave null, in one sentence; null while it gives clocks. */
  readonly reason: string | null;
  /** Closes the kept descriptors. */
  close(): void;
}

/** A read slower than this costs more than the clock is worth. */
const slowRead: Seconds = 500e-6;

/** Most of /proc/cpuinfo of a machine of 1,024 CPUs; a longer one is read in several pieces. */
const bufferBytes = 64 * 1024;

interface Source {
  /** null: this source gives no clock (any more), and `reason` says why. */
  read(): Map<number, Hertz> | null;
  reason: string | null;
  close(): void;
}

/**
 * Opens the clocks under `root`. `monotonic` is the time in seconds, injected by tests.
 * A read that the scheduler interrupted looks slow too, so a source is given up only when the same read is slow twice running.
 */
export function createClockReader(root = '/', monotonic: () => Seconds = () => performance.now() / 1e3): ClockReader {
  const timed = timedReader(monotonic);
  const sources = [cpufreqSource(root, timed), cpuinfoSource(root, timed)];
  let reason: string | null = null;
  return {
    read() {
      const reasons: string[] = [];
      for (const source of sources) {
        const clocks = source.reason === null ? source.read() : null;
        if (clocks !== null) {
          reason = null;
          return clocks;
        }
        if (source.reason !== null) reasons.push(source.reason);
      }
      reason = reasons.join(' ');
      return null;
    },
    get reason() {
      return reason;
    },
    close() {
      for (const source of sources) source.close();
    },
  };
}

/** Reads a kept descriptor from its start: text, null for an absence, 'slow' when it was too slow twice running. */
type TimedRead = (descriptor: number) => string | 'slow' | null;

function timedReader(monotonic: () => Seconds): TimedRead {
  const buffer = Buffer.allocUnsafe(bufferBytes);
  const readOnce = (descriptor: number): string | null => {
    let text = '';
    let offset = 0;
    try {
      for (;;) {
        const length = readSync(descriptor, buffer, 0, bufferBytes, offset);
        text += buffer.latin1Slice(0, length);
        offset += length;
        if (length === 0 || (offset === length && length < 4096)) return text; // less than a page: the whole attribute
      }
    } catch (error) {
      if (isAbsence(error)) return null;
      throw error;
    }
  };
  return (descriptor) => {
    for (let attempt = 0; attempt < 2; attempt++) {
      const start = monotonic();
      const text = readOnce(descriptor);
      if (text === null || monotonic() - start <= slowRead) return text;
    }
    return 'slow';
  };
}

interface Policy {
  descriptor: number;
  cpus: number[];
}

function cpufreqSource(root: string, timed: TimedRead): Source {
  const folder = join(root, 'sys/devices/system/cpu');
  let openedFor: string | null = null;
  let policies: Policy[] = [];
  const close = () => {
    for (const { descriptor } of policies) closeSync(descriptor);
    policies = [];
  };
  const source: Source = {
    reason: null,
    close,
    read() {
      // CPUs come and go; a policy's descriptor answers nothing once its CPUs went offline.
      const online = readText(folder, 'online') ?? '';
      if (online !== openedFor) {
        close();
        policies = openPolicies(folder, online);
        openedFor = online;
      }
      const clocks = new Map<number, Hertz>();
      for (const { descriptor, cpus } of policies) {
        const text = timed(descriptor);
        if (text === 'slow') {
          close();
          source.reason = 'Reading the clock from cpufreq took more than 500 µs, so it is not read any more.';
          return null;
        }
        const kilohertz = Number(text);
        if (text !== null && kilohertz > 0) for (const cpu of cpus) clocks.set(cpu, kilohertz * 1e3);
      }
      if (clocks.size > 0) return clocks;
      source.reason = '/sys has no cpufreq, which tells the current clock (common in virtual machines).';
      close();
      return null;
    },
  };
  return source;
}

function openPolicies(folder: string, onlineList: string): Policy[] {
  const online = onlineList === '' ? (readNumbered('cpu', folder) ?? []) : parseCpuList(onlineList);
  const policies = new Map<string, Policy>();
  for (const cpu of online) {
    try {
      // cpuN/cpufreq is a link to the policy that its CPUs share (a folder of its own on Linux before 4.3).
      const path = realpathSync(join(folder, `cpu${cpu}/cpufreq`));
      const policy = policies.get(path) ?? { descriptor: openSync(join(path, 'scaling_cur_freq'), 'r'), cpus: [] };
      policy.cpus.push(cpu);
      policies.set(path, policy);
    } catch (error) {
      if (!isAbsence(error)) throw error;
    }
  }
  return [...policies.values()];
}

function cpuinfoSource(root: string, timed: TimedRead): Source {
  let descriptor: number | null = null;
  const close = () => {
    if (descriptor !== null) closeSync(descriptor);
    descriptor = null;
  };
  const source: Source = {
    reason: null,
    close,
    read() {
      try {
        descriptor ??= openSync(join(root, 'proc/cpuinfo'), 'r');
      } catch (error) {
        if (!isAbsence(error)) throw error;
        source.reason = '/proc/cpuinfo cannot be read.';
        return null;
      }
      const text = timed(descriptor);
      if (text === 'slow') {
        close();
        source.reason = 'Reading /proc/cpuinfo took more than 500 µs, so it is not read any more.';
        return null;
      }
      const cpuinfo = parseCpuinfo(text ?? '');
      const clocks = new Map(
        cpuinfo.processors.flatMap(({ id, clock }): [number, Hertz][] => (clock === null ? [] : [[id, clock]])),
      );
      if (cpuinfo.clockIsMeasured && clocks.size > 0) return clocks;
      close();
      source.reason = clocks.size > 0 ? '/proc/cpuinfo repeats the nominal clock.' : '/proc/cpuinfo tells no clock.';
      return null;
    },
  };
  return source;
}
