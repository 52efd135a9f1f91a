/** Tests of deadlock, run by signals.test.ts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deadlock } from '../../../../../shared/lab/catalogue/deadlock.ts';
import { noEngine, openSignal, signalEngines, type OpenSignal } from '../signalEngines.ts';
import { openDeadlock } from '../../experiments/deadlock.ts';

const rules = deadlock.parameters.rule.choices.map(({ value }) => value);
const asked = { philosophers: 3, duration: 0.03 };
let signal: OpenSignal;
beforeAll(async () => {
  const points = rules.map((rule) => ({ ...asked, rule }));
  signal = await openSignal(openDeadlock, points);
}, 240_000);
afterAll(() => signal.close());

test.for(signalEngines.flatMap((engine) => rules.map((rule) => ({ engine, rule }))))(
  'philosophers by the rule $rule on $engine eat, apart from their neighbours',
  async ({ engine, rule }, { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    const { measured, failed, names } = await signal.measure({ ...asked, engine, rule });
    expect(failed).toEqual([]);
    expect(measured.checks.map(({ id }) => id)).toEqual(
      Object.keys(deadlock.checks).filter((id) => rule !== 'none' || id !== 'rulesHold'),
    );
    const { metrics, perThread, histograms, outcomes = {} } = measured;
    const reported = [metrics, perThread, histograms, outcomes].flatMap((all) => Object.keys(all));
    expect(reported.sort()).toEqual(Object.keys(deadlock.metrics).sort());
    expect(outcomes['lockOrderWarning']).toMatchObject({
      code: rule === 'none' || rule === 'arbiter' ? 'cycle' : 'none',
      asSaid: true,
    });
    expect(names).toEqual(['philosopher-w0', 'philosopher-w1', 'philosopher-w2']);
  },
);

/** On a busy machine threads may by chance run one after the other: then they are given another chance. */
async function until(
  wanted: (found: Awaited<ReturnType<OpenSignal['measure']>>) => boolean,
  point: Parameters<OpenSignal['measure']>[0],
  fault?: string,
) {
  for (let attempt = 1; ; attempt += 1) {
    const found = await signal.measure(point, fault);
    if (wanted(found) || attempt === 20) return found;
  }
}

test.for(signalEngines)('a deadlock on %s is found, told with its circle, and broken', async (engine, { skip }) => {
  skip(noEngine(engine) !== null, noEngine(engine) ?? '');
  const stuck = (found: { measured: { histograms: Record<string, { count: number }> } }) =>
    (found.measured.histograms['timeToDeadlock']?.count ?? 0) > 1;
  const { measured, failed } = await until(stuck, { philosophers: 2, duration: 0.05, engine, rule: 'none' });
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
  const failing = ({ failed }: { failed: string[] }) => failed.length > 0;
  expect((await until(failing, { ...asked, engine, rule }, fault)).failed).toEqual([check]);
});
