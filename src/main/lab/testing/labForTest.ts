/** A Lab in a temporary folder whose records and states a test can await. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '../../../shared/lab/catalogue/catalogue.ts';
import type { EngineState, LabState, RunState } from '../../../shared/lab/contract.ts';
import { labState } from '../../../shared/lab/contract.ts';
import type { RunRecord } from '../../../shared/runs/record.ts';
import { createLab, type LabOptions } from '../handlers.ts';
import { nativeCache } from '../runner/testing/nativePayload.ts';
import { testMachine } from './testMachine.ts';

export interface LabForTest {
  start: (parameters: Record<string, (string | number)[]>, repeats?: number, experiment?: string) => Promise<string>;
  /** What the Lab says of its engines. */
  engines: () => Promise<EngineState[]>;
  cancel: (id: string) => Promise<void>;
  /** The first state that satisfies `wanted`. */
  until: (wanted: (state: LabState) => boolean) => Promise<LabState>;
  ended: (id: string) => Promise<RunState>;
  /** Every state so far, as one subscriber received them. */
  states: LabState[];
  records: RunRecord[];
  close: () => Promise<void>;
}

export async function labForTest(options: Pick<LabOptions, 'entries'> & Partial<LabOptions>): Promise<LabForTest> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'threadlab-lab-'));
  // The payload of the same sources is compiled once for all tests.
  mkdirSync(nativeCache, { recursive: true });
  mkdirSync(join(dataFolder, 'cache'));
  symlinkSync(nativeCache, join(dataFolder, 'cache', 'native'));
  const records: RunRecord[] = [];
  const room = await createLab({
    dataFolder,
    keep: async (record) => void records.push(record),
    describeMachine: () => Promise.resolve(testMachine),
    ...options,
  });
  const { handlers } = room;
  const context = { signal: new AbortController().signal };
  const states: LabState[] = [];
  const waiting = new Set<() => void>();
  const feed = handlers.watch(
    {},
    () => queueMicrotask(take),
    (error) => {
      throw error;
    },
  );
  function take(): void {
    const state = feed.take();
    if (state) states.push(labState.parse(state));
    for (const look of waiting) look();
  }
  take();
  const until = (wanted: (state: LabState) => boolean) =>
    new Promise<LabState>((resolve) => {
      const look = () => {
        const found = states.find(wanted);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  return {
    states,
    records,
    until,
    start: async (parameters, repeats = 1, experiment = 'lock-contention') =>
      (await handlers.start({ experiment, parameters: toRequest(experiment, parameters), repeats }, context)).id,
    engines: async () => (await handlers.engines({}, context)).engines,
    cancel: async (id) => void (await handlers.cancel({ id }, context)),
    async ended(id) {
      const { run } = await until(({ run: r }) => r?.id === id && r.outcome !== null);
      if (!run) throw new Error('The state lost its run.');
      return run;
    },
    async close() {
      feed.close();
      await room.close();
      rmSync(dataFolder, { recursive: true });
    },
  };
}

/** Short where the test does not say, of what the experiment has. */
function toRequest(id: string, parameters: Record<string, (string | number)[]>): Record<string, (string | number)[]> {
  const own = catalogue.find((experiment) => experiment.id === id)?.parameters ?? {};
  const short = { lock: ['tas'], threads: [1], duration: [0.05] };
  return { ...Object.fromEntries(Object.entries(short).filter(([name]) => name in own)), ...parameters };
}
