/** Tests of deadlock, run by signals.test.ts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deadlock } from '../../../../../shared/lab/catalogue/deadlock.ts';
import { noEngine, openSignal, signalEngines, untilFailed, type OpenSignal } from '../signalEngines.ts';
import { until } from '../until.ts';
import { openDeadlock } from '../../experiments/deadlock.ts';

const rules = deadlock.parameters.rule.choices.map(({ value }) => value);
const asked = { philosophers: 3, duration: 0.03 };
let signal: OpenSignal;
beforeAll(async () => {
  const points = rules.map((rule) => ({ ...asked, rule }));
  signal = await openSignal(openDeadlock, points, signalEngines, 'deadlock');
}, 240_000);
afterAll(() => signal.close());

test.for(signalEngines.flatMap((engine) => rules.map((rule) => ({ engine, rule }))))(
  'philosophers by the rule $rule on $engine eat, apart from their neighbours',
  async ({ engine, rule }, { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    const said = rule === 'none' || rule === 'arbiter' ? 'cycle' : 'none';
    // A cycle is seen once every philosopher has had a turn, which a busy machine may not give in one repeat.
    const { measured, failed, names } = await until(
      20,
      (found) => found.measured.outcomes?.['lockOrderWarning']?.code === said,
      () => signal.measure({ ...asked, engine, rule }),
    );
    expect(failed).toEqual([]);
    expect(measured.checks.map(({ id }) => id)).toEqual(
      Object.keys(deadlock.checks).filter((id) => rule !== 'none' || id !== 'rulesHold'),
    );
    const { metrics, perThread, histograms, outcomes = {} } = measured;
    const reported = [metrics, perThread, histograms, outcomes].flatMap((all) => Object.keys(all));
    expect(reported.sort()).toEqual(Object.keys(deadlock.metrics).sort());
    expect(outcomes['lockOrderWarning']).toMatchObject({ code: said, asSaid: true });
    expect(names).toEqual(['philosopher-w0', 'philosopher-w1', 'philosopher-w2']);
  },
);

test.for(signalEngines)('a deadlock on %s is found, told with its circle, and broken', async (engine, { skip }) => {
  skip(noEngine(engine) !== null, noEngine(engine) ?? '');
  const { measured, failed } = await until(
    20,
    (found) => (found.measured.histograms['timeToDeadlock']?.count ?? NaN) > 1,
    // On Python the cycle closes once the interpreter is passed on between two forks, every 5 ms at most.
    () => signal.measure({ philosophers: 2, duration: engine === 'python' ? 0.4 : 0.05, engine, rule: 'none' }),
  );
  expect(measured.histograms['timeToDeadlock']?.count).toBeGreaterThan(1); // so it went on after the first
  expect(measured.metrics['waitForCycle']).toBe(2);
  expect(failed).toEqual([]);
});

test.for(
  signalEngines.flatMap((engine) => [
    { engine, check: 'cycleReal', rule: 'ordered', fault: 'forksJumpy' },
    { engine, check: 'rulesHold', rule: 'ordered', fault: 'forksUnordered' },
    { engine, check: 'neighboursApart', rule: 'ordered', fault: 'forksGreedy' },
  ]),
)('$check fails on $engine, and it alone, with $fault', async ({ engine, check, rule, fault }, { skip }) => {
  skip(noEngine(engine) !== null, noEngine(engine) ?? '');
  expect(await untilFailed(signal, { ...asked, engine, rule }, fault)).toEqual([check]);
});
