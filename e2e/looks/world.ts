/** What a fixture backend tells a window: the plain case, from which each state differs in a part. */
import { ThreadlabError } from '../../src/shared/errors.ts';
import type { InterpreterState, LabState } from '../../src/shared/lab/contract.ts';
import { engineWords } from '../../src/shared/lab/engineWords.ts';
import { engineNames, type EngineName } from '../../src/shared/lab/experiment.ts';
import type { WatchRequest } from '../../src/shared/monitor/contract.ts';
import type { LaneBatch } from '../../src/shared/monitor/lanes.ts';
import type { MachineDescription } from '../../src/shared/monitor/machineDescription.ts';
import type { ProcessKey } from '../../src/shared/monitor/processKey.ts';
import type { Snapshot } from '../../src/shared/monitor/snapshot.ts';
import type { RunSummary } from '../../src/shared/runs/contract.ts';
import type { RunRecord } from '../../src/shared/runs/record.ts';
import type { Settings } from '../../src/shared/settings.ts';
import { machineOf } from '../../src/renderer/monitor/testing/machines.ts';
import { passOf, processesOf } from './processes.ts';
import { keptRecords, summaries } from './runs.ts';

export interface World {
  monitor: {
    /** The subscription is refused with it. */
    refused: ThreadlabError | null;
    /** ms between two passes, and how many there are; then the screen stands still. */
    every: number;
    passes: number;
    /** The n-th pass, from 0. */
    pass: (count: number, request: WatchRequest) => Snapshot;
  };
  /** The n-th batch of lanes, from 0, each `every` ms; null: one batch, and the screen stands still. */
  lanes: { every: number; batch: (count: number, process: ProcessKey) => LaneBatch } | null;
  machine: MachineDescription | ThreadlabError;
  engines: {
    engines: { engine: (typeof engineNames)[number]; available: boolean; words: string }[];
    cpus: number;
    cores: number | null;
  };
  interpreters: InterpreterState[];
  lab: { every: number; state: (count: number) => LabState | undefined };
  /** null: they never come. */
  runs: RunSummary[] | null;
  records: RunRecord[];
  settings: Partial<Settings>;
  /** Started with --read-only. */
  readOnly: boolean;
  refusedSettings: string[];
}

/** Eight cores of two CPUs, four to a last-level cache. */
export const plainMachine = machineOf({ cores: 8, threads: 2, lastLevel: 4, ownCaches: true });
const ordinary = processesOf(412);
const few = processesOf(6);
const idle: LabState = { run: null, queue: [] };

const lacking: Partial<Record<EngineName, string>> = {
  native:
    'There is no C compiler here (cc, gcc, clang). Install one, on Debian and Ubuntu with: sudo apt-get install gcc libc6-dev',
  python: 'There is no Python here. Install one, on Debian and Ubuntu with: sudo apt-get install python3.',
};

/** What a machine of 8 cores says that has these engines. */
export function enginesWith(...here: EngineName[]): World['engines'] {
  const state = (engine: EngineName) =>
    here.includes(engine) || engine === 'any'
      ? { engine, available: true, words: engineWords(engine, 'gcc 14.2.0') }
      : { engine, available: false, words: lacking[engine] ?? '' };
  return { engines: engineNames.map(state), cpus: 16, cores: 8 };
}

/** A server of 16 CPUs with six processes, three kept runs and nothing running in the Lab: for the rooms beside the Monitor. */
export function plainWorld(changes: Partial<World> = {}): World {
  return {
    monitor: { refused: null, every: 50, passes: 2, pass: (count, request) => passOf(few, 16, count, request) },
    lanes: null,
    machine: plainMachine,
    engines: enginesWith('wasm', 'node'),
    interpreters: [],
    lab: { every: 1000, state: (count) => (count === 0 ? idle : undefined) },
    runs: summaries(keptRecords),
    records: keptRecords,
    settings: {},
    readOnly: false,
    refusedSettings: [],
    ...changes,
  };
}

/** With 412 processes, and what else `monitor` says of them. */
export function monitorWorld(monitor: Partial<World['monitor']> = {}, changes: Partial<World> = {}): World {
  const plain = plainWorld(changes);
  const pass: World['monitor']['pass'] = (count, request) => passOf(ordinary, 16, count, request);
  return { ...plain, monitor: { ...plain.monitor, passes: 4, pass, ...monitor } };
}
