/** cost-table over experiments that are made up here: what it asks of them, and what it makes of their answers. */
import { expect, test } from 'vitest';
import { catalogue } from '../../../../shared/lab/catalogue/catalogue.ts';
import { costSteps } from '../../../../shared/lab/costSteps.ts';
import { engineNames } from '../../../../shared/lab/experiment.ts';
import type { PointParameters } from '../../../../shared/runs/record.ts';
import type { CheckAnswer, MeasuredRepeat, RunOrder } from '../protocol.ts';
import { failedChecks } from '../testing/measureOnce.ts';
import { openCostTable } from './cost-table.ts';

const order: RunOrder = {
  kind: 'run',
  experiment: 'cost-table',
  points: [],
  order: [],
  seed: 1,
  pins: [0, 1],
  threadEntry: '',
  nativePayload: null,
  pythons: {},
  pythonSources: '',
  nodeProgram: '',
};
const nothing = { started: () => undefined, sample: () => undefined };

/** Measures a step by an experiment that answers with these metrics, the short measurement first. */
async function measure(
  point: PointParameters,
  metrics: readonly MeasuredRepeat['metrics'][],
  checks: CheckAnswer[] = [],
): Promise<{ measured: MeasuredRepeat; asked: { point: PointParameters; pins: number[] | null }[] }> {
  const asked: { point: PointParameters; pins: number[] | null }[] = [];
  const table = await openCostTable(order, () => async ({ points, pins }) => ({
    measure: (params) => {
      asked.push({ point: points[0] ?? {}, pins });
      expect(params).toEqual(points[0]);
      const answer = metrics[asked.length - 1] ?? {};
      return Promise.resolve({ metrics: answer, perThread: {}, histograms: {}, achieved: {}, checks, readings: {} });
    },
    costOfMeasuring: () => ({}),
    close: () => Promise.resolve(),
  }));
  return { measured: await table.measure(point, 1, nothing), asked };
}

const steps = costSteps.flatMap((step) =>
  engineNames.filter((engine) => step.on[engine] !== undefined).map((engine) => ({ engine, step })),
);

test.for(steps)(
  '$step.value on $engine asks for a point that its experiment has, with a metric that it declares',
  async ({ engine, step }) => {
    const { asked } = await measure({ engine, step: step.value }, []);
    expect(asked).toHaveLength(2);
    expect(asked[0]?.point).toMatchObject({ engine, ...step.on[engine] });
    const experiment = catalogue.find(({ id }) => id === step.experiment);
    const pins = experiment?.pinned === undefined ? null : order.pins;
    expect(asked.map((one) => one.pins)).toEqual([pins, pins]);
    expect(experiment?.metrics[step.metric]?.shape).toBe('scalar');
  },
);

test('a rate is turned over, a way to and fro is halved, and the rest stands as it is', async () => {
  const costs = async (step: string, engine: string, metrics: MeasuredRepeat['metrics']) =>
    (await measure({ engine, step }, [metrics, metrics])).measured.metrics;
  expect(await costs('cycle', 'wasm', { effectiveClock: 4e9 })).toMatchObject({ cost: 0.25e-9, ownCost: 0.25e-9 });
  expect(await costs('pipe', 'node', { roundTrip: 20e-6 })).toMatchObject({ cost: 10e-6 });
  expect(await costs('L1', 'wasm', { loadLatency: 1e-9 })).toMatchObject({ cost: 1e-9 });
  expect(await costs('L1', 'wasm', { loadLatency: null })).toMatchObject({ cost: null, cycles: null, ownCost: null });
});

test('partsAgree fails, and it alone, where the short measurement is another than the experiment’s own', async () => {
  const { measured } = await measure({ engine: 'wasm', step: 'L1' }, [{ loadLatency: 1.5e-9 }, { loadLatency: 1e-9 }]);
  expect(failedChecks(measured)).toEqual(['partsAgree']);
});

test('partsHold fails, and it alone, where a check of kind A of the step’s experiment does not hold', async () => {
  const metrics = [{ loadLatency: 1e-9 }, { loadLatency: 1e-9 }];
  const broken = [{ id: 'oneCycle', holds: false, detail: 'three cycles' }];
  const { measured } = await measure({ engine: 'wasm', step: 'L1' }, metrics, broken);
  expect(failedChecks(measured)).toEqual(['partsHold']);
});
