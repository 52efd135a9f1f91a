/**
 * The current clock of every CPU, read once a pass: cpufreq's scaling_cur_freq, else /proc/cpuinfo. Descriptors are kept and read
 * again at offset 0; CPUs that share a cpufreq policy share a clock, so it is read once.
 * On some machines one such read takes milliseconds (htop #471): a source that is that slow is given up for good.
 */
import { closeSync, openSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Hertz, Seconds } from '../../../../shared/units/quantity.ts';
import { parseCpuinfo } from '../procfs/cpuinfo.ts';
import { parseCpuList } from './cpuList.ts';
import { createTimedReader, type TimedReader } from './timedReader.ts';
import { isAbsence, readNumbered, readText } from './readText.ts';

export interface ClockReader {
  /** CPU -> current clock, of the online CPUs that tell one; null where none does, and `reason` says why. */
  read(): Map<number, Hertz> | null;
  /** Why the last `read` gave null, in one sentence a source; null while it gives clocks. */
  readonly reason: string | null;
  /** Closes the kept descriptors. */
  close(): void;
}

/** What a source answers: clocks, or why not; `forGood` where asking again is in vain. */
type Answer = { clocks: Map<number, Hertz> } | { reason: string; forGood: boolean };

interface Source {
  read(): Answer;
  close(): void;
}

/** Opens the clocks under `root`. `monotonic` is the time in seconds, injected by tests. */
export function createClockReader(root = '/', monotonic: () => Seconds = () => performance.now() / 1e3): ClockReader {
  const timed = createTimedReader(monotonic);
  let sources = [cpufreqSource(root, timed), cpuinfoSource(root, timed)];
  const givenUp: string[] = [];
  let reason: string | null = null;
  return {
    read() {
      const reasons: string[] = [];
      for (const source of sources) {
        const answer = source.read();
        if ('clocks' in answer) {
          reason = null;
          return answer.clocks;
        }
        if (answer.forGood) {
          source.close();
          sources = sources.filter((other) => other !== source);
          givenUp.push(answer.reason);
        } else {
          reasons.push(answer.reason);
        }
      }
      reason = [...givenUp, ...reasons].join(' ');
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

interface Policy {
  descriptor: number;
  cpus: number[];
}

function cpufreqSource(root: string, timed: TimedReader): Source {
  const folder = join(root, 'sys/devices/system/cpu');
  let openedFor: string | null = null;
  let policies: Policy[] = [];
  const close = () => {
    for (const { descriptor } of policies) closeSync(descriptor);
    policies = [];
  };
  return {
    close,
    read() {
      // CPUs come and go, and their policies with them.
      const online = readText(folder, 'online') ?? '';
      if (online !== openedFor) {
        close();
        policies = openPolicies(folder, online);
        openedFor = online;
      }
      if (policies.length === 0) {
        return {
          reason: '/sys has no cpufreq, which tells the current clock (as in many virtual machines).',
          forGood: true,
        };
      }
      const clocks = new Map<number, Hertz>();
      for (const { descriptor, cpus } of policies) {
        const { text, isSlow } = timed.readAttribute(descriptor);
        if (isSlow) {
          return {
            reason: 'Reading the clock from cpufreq took more than 500 µs, so it is not read any more.',
            forGood: true,
          };
        }
        const kilohertz = Number(text ?? Number.NaN);
        if (kilohertz > 0) for (const cpu of cpus) clocks.set(cpu, kilohertz * 1e3);
      }
      return clocks.size > 0 ? { clocks } : { reason: 'cpufreq does not know the current clock.', forGood: false };
    },
  };
}

function openPolicies(folder: string, onlineList: string): Policy[] {
  const online = onlineList === '' ? (readNumbered('cpu', folder) ?? []) : parseCpuList(onlineList);
  const policies = new Map<string, Policy>();
  for (const cpu of online) {
    try {
      // cpuN/cpufreq is a link to the policy that its CPUs share (on Linux before 4.3 a folder of its own).
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

function cpuinfoSource(root: string, timed: TimedReader): Source {
  let descriptor: number | null = null;
  return {
    close() {
      if (descriptor !== null) closeSync(descriptor);
      descriptor = null;
    },
    read() {
      try {
        descriptor ??= openSync(join(root, 'proc/cpuinfo'), 'r');
      } catch (error) {
        if (isAbsence(error)) return { reason: '/proc/cpuinfo cannot be read.', forGood: true };
        throw error;
      }
      const { text, isSlow } = timed.readWhole(descriptor);
      if (isSlow) {
        return { reason: 'Reading /proc/cpuinfo took more than 500 µs, so it is not read any more.', forGood: true };
      }
      const { processors, clockIsMeasured } = parseCpuinfo(text ?? '');
      const clocks = new Map(
        processors.flatMap(({ id, clock }): [number, Hertz][] => (clock === null ? [] : [[id, clock]])),
      );
      if (clocks.size === 0) return { reason: '/proc/cpuinfo tells no clock.', forGood: true };
      return clockIsMeasured ? { clocks } : { reason: '/proc/cpuinfo repeats the nominal clock.', forGood: true };
    },
  };
}
