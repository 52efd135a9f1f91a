import { describe, expect, test } from 'vitest';
import { catalogue } from './catalogue/catalogue.ts';
import { lockContention } from './catalogue/lock-contention.ts';
import type { EngineName, Experiment } from './experiment.ts';
import { estimate, planRun, validateRequest } from './plan.ts';
import { presetNames, presetOf, presetRequest, presets } from './presets.ts';
import { warningsOf } from './warnings.ts';

const engineSets = (experiment: Experiment): EngineName[][] => [
  ...experiment.engines.map((engine) => [engine]),
  ...(experiment.engines.length > 1 ? [[...experiment.engines]] : []),
];

const cases = catalogue.flatMap((experiment) =>
  engineSets(experiment).flatMap((engines) =>
    [1, 2, 6, 16, 64, 256].flatMap((cpus) =>
      presetNames.map((name) => ({ id: experiment.id, experiment, engines, cpus, name })),
    ),
  ),
);

describe.each(cases)('$name of $id on $engines with $cpus CPUs', ({ experiment, engines, cpus, name }) => {
  const request = presetRequest(experiment, name, { cpus, engines });

  test('passes the planner and is recognised as itself', () => {
    expect(validateRequest(experiment, request)).toEqual(request);
    expect(planRun(experiment, request, 1).points.length).toBe(estimate(experiment, request).points);
    expect(request.parameters['engine']).toEqual(engines);
    expect(presetOf(experiment, request, cpus)).toBe(name);
  });

  test('takes by its estimate about as long as it says', () => {
    const { total } = estimate(experiment, request);
    const { aim } = presets[name];
    expect(total).toBeGreaterThan(aim * 0.8);
    expect(total).toBeLessThan(aim * 1.2);
  });

  test('draws no more lines than a chart can show', () => {
    expect(request.parameters[experiment.chart.by]?.length ?? 1).toBeLessThanOrEqual(8);
  });
});

const threadsOf = (name: (typeof presetNames)[number], cpus: number) =>
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

test('a request that is another is no preset', () => {
  const request = presetRequest(lockContention, 'lecture', { cpus: 2, engines: ['wasm'] });
  expect(presetOf(lockContention, { ...request, repeats: request.repeats + 1 }, 2)).toBeNull();
});
