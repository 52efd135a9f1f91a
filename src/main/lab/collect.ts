/**
 * One run from its start to its end: what the runner tells becomes the state that windows follow and, at the end, the
 * record. A runner that ends early, hangs, passes its time or is cancelled leaves what was measured until then.
 */
import type { FinishedRepeat, LiveSample, RunState } from '../../shared/lab/contract.ts';
import type { Experiment } from '../../shared/lab/experiment.ts';
import type { GateLimits } from '../../shared/lab/gateLimits.ts';
import { estimate } from '../../shared/lab/estimate.ts';
import type { RunPlan } from '../../shared/lab/plan.ts';
import { startsOwnCode } from '../../shared/lab/textParameter.ts';
import type { Environment, RunRecord, RunRequest } from '../../shared/runs/record.ts';
import { median } from '../../shared/statistics/quantile.ts';
import type { Seconds } from '../../shared/units/quantity.ts';
import { conclude, type JudgedRepeat } from './conclude.ts';
import { markerOf, sweepRun } from './marker.ts';
import { judge, readMachine, type GateMachine, type MachineReading } from './noise.ts';
import type { ProcessIdentity } from './processIdentity.ts';
import { monotonicSeconds, type ProgramEnd, type RunnerMessage } from './runner/protocol.ts';
import { ReportedClock, reportedClockMetric } from './reportedClock.ts';
import { RunFamily } from './runFamily.ts';
import { passedLimit, readUse, type RunLimits } from './runLimits.ts';
import { removeStaleScratch } from './staleScratch.ts';
import { startRunner, type RunnerChild } from './start.ts';

export interface RunSetup {
  id: string;
  experiment: Experiment;
  request: RunRequest;
  seed: number;
  plan: RunPlan;
  pins: number[] | null;
  environment: Environment;
  machine: GateMachine;
  /** By which the gate judges; as they are when the run is asked for. */
  gateLimits: GateLimits;
  backend: ProcessIdentity;
  entries: { runner: string; runnerThread: string; nodeProgram: string };
  /** The compiled native payload; null when nothing asks for it. */
  nativePayload: string | null;
  /** Interpreters of Python by the name that points ask for them with. */
  pythons: Readonly<Record<string, { path: string; version: string }>>;
  /** Folder of the payloads for them. */
  pythonSources: string;
  limits: RunLimits;
  /** What whoever asks should know before. */
  warnings: string[];
}

/** Whether a record can be opened, and what a person should know of it. */
export interface Kept {
  kept: boolean;
  words: string | null;
}

/** Samples are kept this long for a window that comes late. */
const samplesKept: Seconds = 10;

export class Run {
  readonly setup: RunSetup;
  /** Called at every change of the state. */
  onChange: () => void = () => undefined;
  readonly finished: FinishedRepeat[] = [];
  /** The newest, of `samplesKept` seconds; `firstSample` were dropped before them. */
  samples: LiveSample[] = [];
  firstSample = 0;
  outcome: RunState['outcome'] = null;
  private startedAt = new Date();
  private start: Seconds = NaN;
  private readonly repeats: JudgedRepeat[] = [];
  private phase: RunState['phase'] = 'starting';
  private current: RunState['current'] = null;
  private child: RunnerChild | null = null;
  private family: RunFamily | null = null;
  /** Of an experiment that asks for it alone. */
  private readonly reportedClock: ReportedClock | null;
  private measuringSince: Seconds | null = null;
  private elapsed: Seconds | null = null;
  private before: MachineReading | null = null;
  private heardAt: Seconds = NaN;
  private costOfMeasuring: Record<string, number> = {};
  private done = false;
  /** Why it was ended from here, or what the runner said of its own end. */
  private readonly cancelling = new AbortController();
  private settle: () => void = () => undefined;
  private complaint: string | null = null;
  /** Of a program that the runner had started, when that was why it could not go on. */
  private programEnd: ProgramEnd | null = null;

  /** Aborts when the run is cancelled, before its start or in it. */
  readonly cancelled: AbortSignal = this.cancelling.signal;
  /** Resolves when the outcome stands. */
  readonly over = new Promise<void>((resolve) => (this.settle = resolve));

  constructor(setup: RunSetup) {
    this.setup = setup;
    this.reportedClock = Object.hasOwn(setup.experiment.metrics, reportedClockMetric) ? new ReportedClock() : null;
  }

  /** Runs to the end, whatever that is, and returns the record. Nothing that the run started lives on. */
  async execute(): Promise<RunRecord> {
    const { id, experiment, plan, seed, pins, backend, entries, nativePayload, pythons, pythonSources } = this.setup;
    const marker = markerOf(backend, id);
    this.startedAt = new Date();
    this.start = this.heardAt = monotonicSeconds();
    let end: ProgramEnd = { exitStatus: null, signal: null, lastLines: [] };
    if (!this.cancelled.aborted) {
      this.child = startRunner({
        entry: entries.runner,
        marker,
        order: {
          kind: 'run',
          experiment: experiment.id,
          ...plan,
          seed,
          pins,
          threadEntry: entries.runnerThread,
          nativePayload,
          pythons: { ...pythons },
          pythonSources,
          nodeProgram: entries.nodeProgram,
        },
        onMessage: (message) => this.hearOrStop(message),
        onNonsense: (reason) => this.stop(`The runner said what is not of its protocol: ${reason}`),
      });
      this.family = this.child.process === null ? null : new RunFamily(this.child.process);
      this.onChange();
      const watchdog = setInterval(() => this.watchOrStop(), 250);
      end = await this.child.ended;
      clearInterval(watchdog);
    }
    if (this.child) {
      await sweepRun(marker, this.family?.look());
      removeStaleScratch();
    }
    this.reportedClock?.close();
    this.elapsed = monotonicSeconds() - this.start;
    this.phase = 'ended';
    this.current = null;
    return this.conclude(end);
  }

  cancel(): void {
    if (this.done) return; // it has ended by itself
    this.cancelling.abort();
    this.kill();
  }

  /** It could not even be started, or its end could not be dealt with. */
  fail(words: string): void {
    this.child?.kill();
    this.phase = 'ended';
    this.current = null;
    this.setOutcome({ status: 'failed', kept: false, message: words });
  }

  /** The record is kept, or cannot be: now the run is over for those who follow it. */
  end(record: RunRecord, { kept, words }: Kept): void {
    const message = [record.error?.message ?? [], words ?? []].flat().join(' ');
    this.setOutcome({ status: record.status, kept, message: message === '' ? null : message });
  }

  /** Everything but what is new to one subscriber. */
  state(): Omit<RunState, 'finished' | 'samples'> {
    const { id, experiment, request, seed, plan } = this.setup;
    return {
      id,
      experiment: experiment.id,
      request,
      seed,
      startedAt: this.startedAt.toISOString(),
      process: this.phase === 'ended' ? null : (this.child?.process ?? null),
      phase: this.phase,
      plan,
      current: this.current,
      done: this.repeats.length,
      elapsed: this.elapsed ?? (Number.isNaN(this.start) ? 0 : monotonicSeconds() - this.start),
      remaining: this.remaining(),
      achieved: this.achieved(),
      outcome: this.outcome,
    };
  }

  /** A reading that fails here (a /proc of unknown form) ends the run, not the backend. */
  private hearOrStop(message: RunnerMessage): void {
    try {
      this.hear(message);
    } catch (error) {
      this.stop(error instanceof Error ? error.message : String(error));
    }
  }

  private hear(message: RunnerMessage): void {
    this.heardAt = monotonicSeconds();
    switch (message.kind) {
      case 'phase':
        this.phase = message.phase;
        if (message.phase === 'measuring') this.measuringSince = this.heardAt;
        break;
      case 'repeatStarted':
        this.before = this.readMachine();
        this.current = { repeat: message.repeat, point: this.pointOf(message.repeat), threads: message.threads };
        break;
      case 'sample':
        this.reportedClock?.look(this.current?.threads.map(({ tid }) => tid) ?? [], this.heardAt);
        this.keepSample({ at: message.at - this.start, repeat: message.repeat, counters: message.counters });
        break;
      case 'repeatMeasured':
        this.finishRepeat(message);
        break;
      case 'done':
        this.costOfMeasuring = message.costOfMeasuring;
        this.done = true;
        break;
      case 'failed':
        this.complaint ??= message.message;
        this.programEnd ??= message.end;
        break;
    }
    this.onChange();
  }

  private finishRepeat({ repeat, measured }: Extract<RunnerMessage, { kind: 'repeatMeasured' }>): void {
    const after = this.readMachine();
    const { machine, gateLimits } = this.setup;
    const gate = judge(this.before ?? after, after, measured.readings, machine, gateLimits);
    this.before = null; // the next repeat is judged from its own start or not at all
    const point = this.pointOf(repeat);
    if (this.reportedClock) measured.metrics[reportedClockMetric] = this.reportedClock.take();
    this.repeats.push({ point, measured, gate });
    this.finished.push({ repeat, point, metrics: measured.metrics, gate });
    this.current = null;
  }

  private keepSample(sample: LiveSample): void {
    this.samples.push(sample);
    const expired = this.samples.findIndex(({ at }) => at >= sample.at - samplesKept);
    this.samples.splice(0, expired);
    this.firstSample += expired;
  }

  private readMachine(): MachineReading {
    return readMachine(this.child?.process?.pid ?? 0, this.setup.machine);
  }

  private pointOf(repeat: number): number {
    return this.setup.plan.order[repeat] ?? 0;
  }

  private setOutcome(outcome: RunState['outcome']): void {
    this.outcome = outcome;
    this.settle();
    this.onChange();
  }

  /** As `hearOrStop`. */
  private watchOrStop(): void {
    try {
      this.watch();
    } catch (error) {
      this.stop(error instanceof Error ? error.message : String(error));
    }
  }

  private watch(): void {
    const { limits } = this.setup;
    const now = monotonicSeconds();
    const tooMuch = this.family === null ? null : passedLimit(readUse(this.family.look()), limits);
    if (tooMuch !== null) this.stop(tooMuch);
    else if (now - this.heardAt > limits.silence)
      this.stop(`The runner said nothing for ${Math.round(limits.silence)} s: it hangs.`);
    else if (now - this.start > limits.total) this.stop(`The run passed its limit of ${Math.round(limits.total)} s.`);
    this.onChange();
  }

  private stop(complaint: string): void {
    this.complaint ??= complaint;
    this.kill();
  }

  /** What lives now is known before the runner, by whose links it is found, is gone. */
  private kill(): void {
    this.family?.look();
    this.child?.kill();
  }

  /** By the pace so far, by the estimate before there is one. */
  private remaining(): Seconds | null {
    if (this.phase === 'ended') return 0;
    const { experiment, request, plan } = this.setup;
    if (startsOwnCode(experiment)) return null;
    const left = plan.order.length - this.repeats.length;
    const { seconds, startAndWarmUp, total } = estimate(experiment, request);
    if (this.measuringSince === null)
      return Math.max(left * (seconds + startAndWarmUp), total - (monotonicSeconds() - this.start));
    const pace =
      this.repeats.length > 0 ? (this.heardAt - this.measuringSince) / this.repeats.length : seconds + startAndWarmUp;
    return left * Math.max(pace, seconds);
  }

  private achieved(): Record<string, number> {
    const names = Object.keys(this.repeats[0]?.measured.achieved ?? {});
    return Object.fromEntries(
      names.map((name) => [name, median(this.repeats.map(({ measured }) => measured.achieved[name] ?? NaN))]),
    );
  }

  private notAvailable(): Record<string, string> {
    const reason = this.reportedClock?.reason ?? null;
    const told = this.repeats.flatMap(({ measured }) => Object.entries(measured.notAvailable ?? {}));
    return { ...Object.fromEntries(told), ...(reason !== null && { [reportedClockMetric]: reason }) };
  }

  private conclude(end: ProgramEnd): RunRecord {
    const status = this.done ? 'completed' : this.cancelled.aborted ? 'cancelled' : 'failed';
    const { id, experiment, request, seed, plan, environment, gateLimits } = this.setup;
    return conclude({
      id,
      experiment,
      request,
      seed,
      plan,
      environment,
      gateLimits,
      startedAt: this.startedAt.toISOString(),
      elapsed: this.elapsed ?? 0,
      status,
      error: status === 'failed' ? { message: this.complaint ?? endWords(end), ...(this.programEnd ?? end) } : null,
      repeats: this.repeats,
      costOfMeasuring: this.costOfMeasuring,
      warnings: this.setup.warnings,
      notAvailable: this.notAvailable(),
      begun: this.start,
    });
  }
}

function endWords({ exitStatus, signal, lastLines }: ProgramEnd): string {
  if (signal !== null) return `The runner was ended by ${signal}.`;
  if (exitStatus !== null) return `The runner ended with status ${exitStatus} before the run was done.`;
  return `The runner could not be started: ${lastLines.at(-1) ?? 'Linux gave no reason'}`;
}
