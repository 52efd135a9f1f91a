/** Command: a person's program from its start to its end, and what its threads did meanwhile. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Outcome } from '../../../../shared/runs/record.ts';
import { median } from '../../../../shared/statistics/quantile.ts';
import type { Seconds } from '../../../../shared/units/quantity.ts';
import { CommandFamily, statFields, threadStates, type Moment } from '../commandFamily.ts';
import { monotonicSeconds, type MeasuredRepeat, type MeasuredSeries } from '../protocol.ts';
import { endLeftovers, startCommand, type CommandEnd, type StartCommand } from '../startedCommand.ts';
import type { OpenExperiment, RepeatListener } from './experiment.ts';

const commandPoint = z.object({ engine: z.literal('any'), program: z.string(), cwd: z.string() });

/** By which what it started is found again; the backend put it into the runner's environment. */
const markerName = 'THREADLAB_RUN';
/** From one reading to the next: at first short, for programs that end at once. */
const firstPeriod: Seconds = 0.002;
const period: Seconds = 0.05;
/** Kept of a repeat: of a longer one every second is dropped, as often as needed. */
const mostReadings = 2000;
/** A reading takes no more than this share of the time, however many threads there are. */
const mostCost = 0.1;
/** USER_HZ of every architecture that Node runs on (include/uapi/asm-generic/param.h). */
const ticksPerSecond = 100;
/** Below this CPU time in steps of 10 ms says nothing of how many threads ran. */
const leastWall: Seconds = 0.1;

type Reading = Moment & { at: Seconds };

/** `start`: a test may hand in one with a planted fault. */
export function openCommand(start: StartCommand = startCommand): Promise<OpenExperiment> {
  const costs: Seconds[] = [];
  return Promise.resolve({
    async measure(params, _seed, listener) {
      const { program, cwd } = commandPoint.parse(params);
      return measureCommand(await followed(start, program, cwd, listener, costs));
    },
    costOfMeasuring: () => (costs.length === 0 ? {} : { reading: median(costs) }),
    close: () => Promise.resolve(),
  });
}

interface Followed {
  end: CommandEnd;
  wall: Seconds;
  cpuTime: Seconds;
  readings: Reading[];
  family: CommandFamily;
  lastLines: string[];
  leftovers: number;
}

async function followed(
  start: StartCommand,
  program: string,
  cwd: string,
  listener: RepeatListener,
  costs: Seconds[],
): Promise<Followed> {
  const before = endedChildrenTime();
  const begun = monotonicSeconds();
  const child = await start(program, cwd);
  const family = new CommandFamily(child.pid);
  let readings: Reading[] = [];
  let [looks, stride] = [0, 1];
  let timer: NodeJS.Timeout | undefined;
  const look = (next: Seconds) => {
    const at = monotonicSeconds();
    const moment = family.look();
    // Without any thread it has ended, and only waits to be noticed.
    if (looks % stride === 0 && moment.states.some((count) => count > 0)) readings.push({ at, ...moment });
    looks += 1;
    if (readings.length > mostReadings) {
      readings = readings.filter((_, i) => i % 2 === 0);
      stride *= 2;
    }
    listener.sample(at, moment.cpuTime === null ? {} : { cpuSeconds: [moment.cpuTime] });
    costs.push(monotonicSeconds() - at);
    if (costs.length > mostReadings) costs.shift();
    // One that was preempted says nothing of what a reading costs.
    const cost = costs.length < 3 ? 0 : Math.min(...costs.slice(-3));
    timer = setTimeout(look, Math.max(next, cost / mostCost) * 1000, Math.min(2 * next, period));
  };
  listener.started([{ tid: child.pid, name: 'program' }]);
  look(firstPeriod);
  try {
    const end = await child.ended;
    const wall = monotonicSeconds() - begun;
    const cpuTime = endedChildrenTime() - before;
    family.look(); // what outlived the program
    const marker = process.env[markerName];
    const leftovers = endLeftovers(marker === undefined ? undefined : `${markerName}=${marker}`, family.processes);
    return { end, wall, cpuTime, readings, family, lastLines: await child.lastLines(), leftovers };
  } finally {
    clearTimeout(timer);
  }
}

function measureCommand({ end, wall, cpuTime, readings, family, lastLines, leftovers }: Followed): MeasuredRepeat {
  const known = end.exitStatus !== null || end.signal !== null;
  return {
    metrics: {
      wall,
      cpuTime: cpuTime > 0 ? cpuTime : null,
      runningThreads: wall >= leastWall ? cpuTime / wall : null,
      peakMemory: family.peakMemory,
      switches: family.switches,
    },
    perThread: {},
    histograms: {},
    series: seriesOf(readings),
    outcomes: { outcome: outcomeOf(end, leftovers) },
    lastLines,
    achieved: {},
    checks: [{ id: 'exitReported', holds: known, detail: endWords(end) }],
    readings: {},
  };
}

/** None of what was never seen: a program may end before the first reading. */
function seriesOf(readings: readonly Reading[]): Record<string, MeasuredSeries> {
  if (readings.length === 0) return {};
  const at = readings.map((reading) => reading.at);
  const pairs = readings.slice(1).map((now, i) => ({ now, before: readings[i] ?? now }));
  const cores = pairs.map(({ now, before }) =>
    now.cpuTime === null || before.cpuTime === null ? null : (now.cpuTime - before.cpuTime) / (now.at - before.at),
  );
  return {
    threads: { at, values: [readings.map(({ states }) => states.reduce((sum, count) => sum + count, 0))] },
    states: {
      at,
      values: threadStates.map((_, state) => readings.map(({ states }) => states[state] ?? null)),
      labels: threadStates.map(({ label }) => label),
    },
    ...(pairs.length > 0 && { cpu: { at: pairs.map(({ now }) => now.at), values: [cores] } }),
  };
}

function outcomeOf(end: CommandEnd, leftovers: number): Outcome {
  const left =
    leftovers === 0
      ? ''
      : ` ${leftovers} ${leftovers === 1 ? 'process that it left running was' : 'processes that it left running were'} ended.`;
  const code = end.signal ?? (end.exitStatus === null ? 'unknown' : `status${end.exitStatus}`);
  return { code, words: `The program ${endWords(end)}.${left}` };
}

function endWords({ exitStatus, signal }: CommandEnd): string {
  if (signal !== null) return `was ended by ${signal}`;
  return exitStatus === null ? 'ended in a way that nobody was told' : `ended with status ${exitStatus}`;
}

/** CPU time of the children of this process that have ended and of those that they waited for: cutime and cstime (proc_pid_stat(5)). */
function endedChildrenTime(): Seconds {
  const fields = statFields(readFileSync('/proc/self/stat', 'utf8'));
  const [user = NaN, system = NaN] = fields.slice(16 - 3, 18 - 3).map(Number);
  return (user + system) / ticksPerSecond;
}
