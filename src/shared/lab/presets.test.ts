import { describe, expect, test } from 'vitest';
import { catalogue } from './catalogue/catalogue.ts';
import { coreToCore } from './catalogue/core-to-core.ts';
import { lockContention } from './catalogue/lock-contention.ts';
import type { EngineName, Experiment } from './experiment.ts';
import type { RunRequest } from '../runs/record.ts';
import { estimate } from './estimate.ts';
import { planRun } from './plan.ts';
import { maxRepeats, validateRequest } from './request.ts';
import { type PresetName, presetNames, presetOf, presetRequest, presets, presetsFor } from './presets.ts';
import { startsOwnCode } from './textParameter.ts';
import { warningsOf } from './warnings.ts';

const engineSets = (experiment: Experiment): EngineName[][] => [
  ...experiment.engines.map((engine) => [engine]),
  ...(experiment.engines.length > 1 ? [[...experiment.engines]] : []),
];

const machines = [1, 2, 6, 16, 64, 256];

describe.each(
  catalogue.filter((experiment) => !startsOwnCode(experiment)).map((experiment) => ({ id: experiment.id, experiment })),
)('of $id', ({ experiment }) => {
  const all = engineSets(experiment).flatMap((engines) =>
    machines.map((cpus) => {
      const request = (name: PresetName) => presetRequest(experiment, name, { cpus, engines });
      const of: Record<PresetName, RunRequest> = {
        'quick-look': request('quick-look'),
        'two-minutes': request('two-minutes'),
        lecture: request('lecture'),
        thorough: request('thorough'),
      };
      return { engines, cpus, of };
    }),
  );

  test.each(presetNames)('%s passes the planner on every machine, and is recognised as itself', (name) => {
    for (const { engines, cpus, of } of all) {
      const request = of[name];
      expect(validateRequest(experiment, request)).toEqual(request);
      expect(planRun(experiment, request, 1).points.length).toBe(estimate(experiment, request).points);
      expect(request.parameters['engine']).toEqual(engines);
      // Where nothing is swept the longer ones may be the same.
      const same = JSON.stringify(request);
      const alike = presetNames.filter((other) => JSON.stringify(of[other]) === same);
      expect(alike).toContain(presetOf(experiment, request, cpus));
    }
  });

  test.each(presetNames)('%s takes by its estimate about as long as it says', (name) => {
    const share = (request: RunRequest) => estimate(experiment, request).total / presets[name].aim;
    const shares = all.map(({ of }) => share(of[name]));
    // Of few points a run has as many repeats as it may have, and is over before.
    const bounded = all.flatMap(({ of: { [name]: request } }) => (request.repeats < maxRepeats ? share(request) : []));
    expect(Math.min(...bounded)).toBeGreaterThan(0.8);
    expect(Math.max(...shares)).toBeLessThan(1.2);
  });

  test.each(presetNames)('%s draws no more lines than a chart can show', (name) => {
    for (const { of } of all) expect(of[name].parameters[experiment.chart.by]?.length ?? 1).toBeLessThanOrEqual(8);
  });
});

const threadsOf = (name: PresetName, cpus: number) =>
  presetRequest(lockContention, name, { cpus, engines: ['wasm'] }).parameters['threads'];

test.each([
  ['quick-look', 16, [1, 16]],
  ['two-minutes', 2, [1, 2]],
  ['two-minutes', 6, [1, 2, 4, 6]],
  ['two-minutes', 16, [1, 2, 4, 8, 16]],
  ['thorough', 8, [1, 2, 3, 4, 6, 8]],
  ['thorough', 1, [1, 2]],
] as const)('%s asks on %i CPUs for %j threads', (name, cpus, threads) => {
  expect(threadsOf(name, cpus)).toEqual(threads);
});

test('no preset asks for more threads than CPUs where that is warned of', () => {
  for (const experiment of catalogue.filter(({ crowding }) => crowding === 'warned')) {
    for (const name of presetNames) {
      const request = presetRequest(experiment, name, { cpus: 4, engines: experiment.engines });
      expect(warningsOf(experiment, request, 4).filter((words) => words.includes('CPUs'))).toEqual([]);
    }
  }
});

test('a form offers the presets that differ, all four where something is swept', () => {
  const basis = { cpus: 2, engines: ['wasm'] } as const;
  expect(presetsFor(lockContention, basis)).toEqual(presetNames);
  expect(presetsFor(coreToCore, basis)).toEqual(['quick-look', 'two-minutes']);
});

test('a request that is another is no preset', () => {
  const request = presetRequest(lockContention, 'lecture', { cpus: 2, engines: ['wasm'] });
  expect(presetOf(lockContention, { ...request, repeats: request.repeats + 1 }, 2)).toBeNull();
});
