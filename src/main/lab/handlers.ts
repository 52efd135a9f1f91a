/** The Lab's room: one run at a time, the others queue; every window follows the same state. */
import { ThreadlabError } from '../../shared/errors.ts';
import type { labContract, LabState, WaitingRun } from '../../shared/lab/contract.ts';
import { estimate } from '../../shared/lab/estimate.ts';
import type { Feed } from '../../shared/rpc/contract.ts';
import type { RunRecord, RunRequest } from '../../shared/runs/record.ts';
import { effectiveCpus } from '../machine/machine.ts';
import type { Room } from '../room.ts';
import { Run, type Kept } from './collect.ts';
import { engineStates, runsSupported, type OwnEngines } from './engines.ts';
import { sweepStale } from './marker.ts';
import { NativeEngine } from './native/nativeEngine.ts';
import { OtherRunWatch } from './otherRunWatch.ts';
import { PythonEngine } from './python/pythonEngine.ts';
import { acquireRunLock } from './runLock.ts';
import { foresee, setUp, type SetUpOptions } from './setUp.ts';
import { removeStaleScratch } from './staleScratch.ts';

export interface LabOptions extends SetUpOptions {
  dataFolder: string;
  /** By which the compiler of the native engine and interpreters of Python are found. */
  environment?: NodeJS.ProcessEnv;
  /** Interpreters that the settings name, asked at each use. */
  interpreters?: () => readonly string[];
  /** Keeps a finished record. Throws `noSpace` or another ThreadlabError when it cannot. */
  keep: (record: RunRecord) => Promise<void>;
}

/** Cleans up what runs of dead backends left behind, then waits to be asked. */
export async function createLab(options: LabOptions): Promise<Room<typeof labContract>> {
  if (runsSupported) {
    await sweepStale();
    removeStaleScratch();
  }
  const { entries, dataFolder } = options;
  const environment = options.environment ?? process.env;
  const engines: OwnEngines = {
    native: new NativeEngine({ sources: entries.native, dataFolder, environment }),
    python: new PythonEngine({ environment, listed: options.interpreters ?? (() => []) }),
  };
  const lab = new Lab(options, engines);
  return {
    handlers: {
      engines: async () => {
        const machine = await options.describeMachine();
        return {
          engines: await engineStates(engines),
          cpus: effectiveCpus(machine),
          cores: machine.cores,
        };
      },
      interpreters: async () => ({ interpreters: await engines.python.interpreters() }),
      start: (request) => lab.ask(request),
      foresee: async (request) => ({ warnings: foresee(request) }),
      cancel: async ({ id }) => {
        await lab.cancel(id);
        return {};
      },
      watch: (_input, changed) => lab.follow(changed),
    },
    close: () => lab.close(),
  };
}

class Lab {
  private readonly options: LabOptions;
  private readonly engines: OwnEngines;
  /** The first may be under way already, waiting for the run of another backend. */
  private readonly queue: Run[] = [];
  private readonly followers = new Set<() => void>();
  /** The running or last ended one. */
  private run: Run | null = null;
  private working: Promise<void> = Promise.resolve();
  private readonly other: OtherRunWatch;
  private version = 0;
  private closed = false;

  constructor(options: LabOptions, engines: OwnEngines) {
    this.options = options;
    this.engines = engines;
    this.other = new OtherRunWatch(options.dataFolder, () => this.changed());
  }

  async ask(asked: RunRequest): Promise<{ id: string; warnings: string[] }> {
    if (this.closed) throw new ThreadlabError('cancelled', 'The Lab has ended.');
    const run = new Run(await setUp(asked, this.options, this.engines));
    run.onChange = () => this.changed();
    this.queue.push(run);
    this.working = this.working.then(() => this.work(run));
    this.changed();
    return { id: run.setup.id, warnings: run.setup.warnings };
  }

  /** Resolves when the run has ended. */
  async cancel(id: string): Promise<void> {
    const run = this.queue.find((queued) => queued.setup.id === id) ?? (this.run?.setup.id === id ? this.run : null);
    if (!run) throw new ThreadlabError('notFound', `No run ${id} is under way or waiting.`);
    run.cancel();
    if (run === this.run) await run.over;
    else this.leaveQueue(run);
  }

  follow(changed: () => void): Feed<object, LabState> {
    this.followers.add(changed);
    this.other.start();
    let seen = -1;
    let runSeen: Run | null = null;
    let finishedSeen = 0;
    let samplesSeen = 0;
    return {
      take: () => {
        if (seen === this.version) return undefined;
        seen = this.version;
        const run = this.run;
        const told = {
          queue: this.queue.map(waitingRun),
          ...(this.other.now !== null && { elsewhere: this.other.now }),
        };
        if (!run) return { run, ...told };
        if (run !== runSeen) [runSeen, finishedSeen, samplesSeen] = [run, 0, 0];
        const finished = run.finished.slice(finishedSeen);
        const samples = run.samples.slice(Math.max(0, samplesSeen - run.firstSample));
        [finishedSeen, samplesSeen] = [run.finished.length, run.firstSample + run.samples.length];
        return { run: { ...run.state(), finished, samples }, ...told };
      },
      update: () => undefined,
      close: () => {
        this.followers.delete(changed);
        if (this.followers.size === 0) this.other.stop();
      },
    };
  }

  async close(): Promise<void> {
    this.closed = true;
    for (let run = this.queue[0]; run; run = this.queue[0]) await this.cancel(run.setup.id);
    if (this.run) await this.cancel(this.run.setup.id);
    await this.working;
    this.followers.clear();
    this.other.stop();
  }

  /** Never rejects: whatever goes wrong becomes the run's outcome. */
  private async work(run: Run): Promise<void> {
    try {
      if (run.cancelled.aborted) return;
      const { backend, experiment } = run.setup;
      const self = { ...backend, experiment: experiment.id };
      const release = await acquireRunLock(this.options.dataFolder, self, run.cancelled);
      try {
        this.show(run);
        const record = await run.execute();
        run.end(record, await this.keep(record));
      } finally {
        release();
      }
    } catch (error) {
      if (run.cancelled.aborted && run !== this.run) return; // it left the queue
      this.show(run);
      run.fail(error instanceof Error ? error.message : String(error));
    }
  }

  private show(run: Run): void {
    this.leaveQueue(run);
    this.run = run;
    this.changed();
  }

  /** A cancelled run that measured nothing leaves no record. */
  private async keep(record: RunRecord): Promise<Kept> {
    if (record.status === 'cancelled' && record.points.every(({ repeats }) => repeats.length === 0)) {
      return { kept: false, words: 'Nothing had been measured yet.' };
    }
    try {
      await this.options.keep(record);
      return { kept: true, words: null };
    } catch (error) {
      if (!(error instanceof ThreadlabError)) throw error;
      return { kept: false, words: `The record could not be kept: ${error.message}` };
    }
  }

  private leaveQueue(run: Run): void {
    const place = this.queue.indexOf(run);
    if (place >= 0) this.queue.splice(place, 1);
    this.changed();
  }

  private changed(): void {
    this.version += 1;
    for (const follower of this.followers) follower();
  }
}

function waitingRun({ setup: { id, experiment, request } }: Run): WaitingRun {
  return { id, experiment: experiment.id, seconds: estimate(experiment, request).total };
}
