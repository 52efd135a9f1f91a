/**
 * Small parameters drawn at random, for every experiment on every engine: whatever is asked, no A check fails, every record can
 * be read, and nothing is left. THREADLAB_RANDOM_RUNS=100 for more runs than the usual.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogue } from '../../shared/lab/catalogue/catalogue.ts';
import { meantFor } from '../../shared/lab/defaults.ts';
import type { EngineName, Experiment, NumberParameter, Parameter } from '../../shared/lab/experiment.ts';
import { parseRecord } from '../../shared/runs/parseRecord.ts';
import type { CheckOutcome, ParameterValue } from '../../shared/runs/record.ts';
import { markerOf, sweepRun } from './marker.ts';
import { identify } from './processIdentity.ts';
import { noPython } from './runner/testing/pythons.ts';
import { noNative } from './runner/testing/nativePayload.ts';
import { staleScratch } from './staleScratch.ts';
import { buildRunner } from './testing/builtRunner.ts';
import { labForTest } from './testing/labForTest.ts';

const whyNot: Readonly<Record<EngineName, string | null>> = {
  wasm: null,
  native: noNative,
  node: null,
  python: noPython,
  any: null,
};

const runs = Number(process.env['THREADLAB_RANDOM_RUNS'] ?? 6);

interface Asked {
  experiment: string;
  parameters: Record<string, ParameterValue[]>;
}

/** Few and small: threads up to two for each CPU here, work of some microseconds, counts of some thousands. */
const smallest: Readonly<Record<string, { min: number; max: number }>> = {
  threads: { min: 1, max: 4 },
  processes: { min: 1, max: 3 },
  workers: { min: 1, max: 3 },
  duration: { min: 0.05, max: 0.05 },
  count: { min: 1, max: 3 },
  increments: { min: 1, max: 20_000 },
  stride: { min: 4, max: 512 },
  roundTrips: { min: 100, max: 1000 },
  threshold: { min: 1, max: 1_000 },
  size: { min: 64 * 1024, max: 1024 ** 2 },
  workingSet: { min: 4 * 1024, max: 2 * 1024 ** 2 },
  lines: { min: 1, max: 100 },
  lineLength: { min: 16, max: 10_000 },
};

function askedOf(experiment: Experiment, engine: EngineName): fc.Arbitrary<Asked> {
  const parameters = Object.entries(experiment.parameters)
    .filter(([, parameter]) => meantFor(parameter, [engine]))
    .map(([name, parameter]) => [name, valuesOf(name, parameter, engine)]);
  const all: Record<string, fc.Arbitrary<ParameterValue[]>> = Object.fromEntries(parameters);
  return fc.record(all).map((values) => ({
    experiment: experiment.id,
    parameters: { ...values, engine: [engine] },
  }));
}

function valuesOf(name: string, parameter: Parameter, engine: EngineName): fc.Arbitrary<ParameterValue[]> {
  // A pin may be refused on the machine that the test describes; what it does is tested elsewhere.
  if (name === 'placement') return fc.constant(['free']);
  if (parameter.unit === 'text') return fc.constant([parameter.holds === 'command' ? 'true' : '/']);
  const value: fc.Arbitrary<ParameterValue> =
    parameter.unit === 'choice'
      ? fc.constantFrom(...parameter.choices.filter(({ engines }) => engines.includes(engine)).map((one) => one.value))
      : numberOf(name, parameter);
  return fc.uniqueArray(value, { minLength: 1, maxLength: parameter.sweep ? 2 : 1 });
}

function numberOf(name: string, { unit, min, max, integer, multipleOf = 1 }: NumberParameter): fc.Arbitrary<number> {
  const small = smallest[name] ?? { min, max: unit === 'seconds' ? 20e-6 : 16 };
  const low = Math.max(min, small.min);
  const high = Math.max(low, Math.min(max, small.max));
  if (!integer) return fc.double({ min: low, max: high, noNaN: true });
  return fc
    .integer({ min: Math.ceil(low / multipleOf), max: Math.floor(high / multipleOf) })
    .map((steps) => steps * multipleOf);
}

test.runIf(process.platform === 'linux')(
  `${runs} random runs pass every A check and leave nothing behind`,
  async () => {
    const backend = identify(process.pid);
    if (!backend) throw new Error('/proc does not show this process.');
    const kinds = catalogue.flatMap((experiment) =>
      experiment.engines.filter((engine) => whyNot[engine] === null).map((engine) => askedOf(experiment, engine)),
    );
    // Every experiment and engine in turn, each with values of its own; of fewer runs than those, every so many of them.
    const step = Math.max(1, kinds.length / runs);
    const each = Math.ceil(runs / kinds.length);
    const samples = kinds.map((kind, i) => fc.sample(kind, { numRuns: each, seed: 20_261_124 + i }));
    const requests = Array.from(
      { length: runs },
      (_, i) => samples[Math.floor(i * step) % kinds.length]?.[Math.floor(i / kinds.length)],
    );
    const { start, ended, records, close } = await labForTest({ entries: await buildRunner() });
    try {
      const bad: { asked: Asked; check: CheckOutcome }[] = [];
      for (const asked of requests) {
        if (asked === undefined) throw new Error('There are fewer samples than runs.');
        const id = await start(asked.parameters, 1, asked.experiment);
        const { outcome } = await ended(id);
        expect({ asked, ...outcome }).toEqual({ asked, status: 'completed', kept: true, message: null });
        expect(await sweepRun(markerOf(backend, id))).toEqual([]);
        const record = parseRecord(JSON.stringify(records.at(-1)));
        const failed = record.checks.filter(({ kind, outcome: found }) => kind === 'A' && found !== 'passed');
        bad.push(...failed.map((check) => ({ asked, check })));
      }
      expect(bad).toEqual([]);
      expect(staleScratch()).toEqual([]);
    } finally {
      await close();
    }
  },
  60_000 + runs * 15_000,
);
