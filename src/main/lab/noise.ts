/**
 * The gate: what disturbed a repeat. The machine's time is read before and after it, together with the runner's and the
 * app's own, so that the rest is others'. Every figure that this machine gives is kept; a missing one is null and no reason.
 */
import { readFileSync } from 'node:fs';
import type { GateLimits } from '../../shared/lab/gateLimits.ts';
import { isOversubscribed } from '../../shared/lab/oversubscribed.ts';
import type { Gate } from '../../shared/runs/record.ts';
import { formatRatio } from '../../shared/units/format.ts';
import { formatFixed } from '../../shared/units/number.ts';
import type { Seconds } from '../../shared/units/quantity.ts';
import { parseAuxv } from '../machine/linux/procfs/auxv.ts';
import { parseSystemStat } from '../machine/linux/procfs/systemStat.ts';
import { descendants } from './descendants.ts';
import { endedChildrenTime, readProcess } from './processIdentity.ts';
import { monotonicSeconds } from './runner/protocol.ts';
import { readThrottling, throttledBetween, type Throttling } from './throttling.ts';

/** Time spent up to now; `at` by the monotonic clock. Seconds; null where this machine does not tell. */
export interface MachineReading {
  at: Seconds;
  /** Of the allowed CPUs: not idle, without steal. */
  busy: Seconds;
  steal: Seconds;
  runner: Seconds | null;
  app: Seconds;
  throttled: Throttling;
}

/** What does not change while a run lasts. */
export interface GateMachine {
  allowedCpus: readonly number[];
  /** min(cpuset, ceil(quota)). */
  effectiveCpus: number;
}

/** `runner`: the child's number; its time, with that of the programs it started, also of those that have ended, ends with it. */
export function readMachine(runner: number, { allowedCpus }: GateMachine): MachineReading {
  const perSecond = ticksPerSecond();
  const { cpus } = parseSystemStat(readFileSync('/proc/stat', 'utf8'));
  let busy = 0;
  let steal = 0;
  for (const cpu of allowedCpus) {
    const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, stolen = 0] = cpus.get(cpu) ?? [];
    busy += user + nice + system + irq + softirq; // guest time is inside user and nice
    steal += stolen;
  }
  const cpuTime = (pid: number) => {
    const stat = readProcess(pid);
    return stat === null ? null : stat.cpuTime / perSecond;
  };
  // One that ends meanwhile takes its time with it.
  const together = (pids: number[]) => pids.reduce((sum, pid) => sum + (cpuTime(pid) ?? 0), 0);
  const ofRunner = cpuTime(runner);
  // An interpreter lives for one repeat: its time is then among that of the runner's ended children.
  const ofEnded = endedChildrenTime(runner);
  return {
    at: monotonicSeconds(),
    busy: busy / perSecond,
    steal: steal / perSecond,
    runner:
      ofRunner === null || ofEnded === null
        ? null
        : ofRunner + together(descendants(runner, null)) + ofEnded / perSecond,
    app: together([process.pid, ...descendants(process.pid, runner)]),
    throttled: readThrottling('/'),
  };
}

/**
 * `told`: what the runner alone knows (overlap, threads, pins, drifts). `before` and `after` may be one reading, where there is
 * no other: then nothing is known of the machine in between.
 */
export function judge(
  before: MachineReading,
  after: MachineReading,
  told: Readonly<Record<string, number | null>>,
  { allowedCpus, effectiveCpus }: GateMachine,
  limits: GateLimits,
): Gate {
  const elapsed = after.at - before.at;
  const capacity = elapsed * allowedCpus.length;
  const share = (amount: number | null) => (amount === null || !(capacity > 0) ? null : Math.max(0, amount) / capacity);
  const runner = difference(before.runner, after.runner);
  // A child that has ended took its time with it: what is left may be less than before, and is no time given back.
  const app = Math.max(0, after.app - before.app);
  const throttled = throttledBetween(before.throttled, after.throttled);
  const readings = {
    othersCpu: share(runner === null ? null : after.busy - before.busy - runner - app),
    steal: share(after.steal - before.steal),
    appCpu: share(app),
    throttled: throttled === null || !(elapsed > 0) ? null : throttled / elapsed,
    effectiveCpus,
    ...told,
  };
  const reasons = reasonsFor(readings, limits);
  return { passed: reasons.length === 0, reasons, readings };
}

function reasonsFor(readings: Readonly<Record<string, number | null>>, limits: GateLimits): string[] {
  const reasons: string[] = [];
  const tooMuch = (name: keyof GateLimits, words: string) => {
    const value = readings[name];
    if (value !== null && value !== undefined && value > limits[name]) {
      reasons.push(`${words} ${formatRatio(value)}, limit ${formatRatio(limits[name])}`);
    }
  };
  tooMuch('othersCpu', 'other programs took');
  tooMuch('steal', 'steal');
  tooMuch('appCpu', 'Threadlab itself took');
  tooMuch('throttled', 'throttled by the control group for');
  tooMuch('clockDrift', 'clock drift');
  const { overlap, pins, threads, effectiveCpus } = readings;
  if (typeof pins === 'number' && pins < 1) reasons.push(`${formatRatio(pins)} of the pins held`);
  // With more threads than CPUs neither a steady rate nor all of them at once is to be had: that line says what is wrong.
  if (isOversubscribed(readings)) return [...reasons, `${threads} threads on ${effectiveCpus} CPUs`];
  if (typeof overlap === 'number' && overlap < limits.overlap) {
    reasons.push(`overlap ${formatFixed(overlap, 2)}, at least ${formatFixed(limits.overlap, 2)}`);
  }
  tooMuch('warmUpDrift', 'the rate still changed after the warm-up by');
  return reasons;
}

function ticksPerSecond(): number {
  return parseAuxv(readFileSync('/proc/self/auxv'), 8).ticksPerSecond;
}

function difference(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : after - before;
}
