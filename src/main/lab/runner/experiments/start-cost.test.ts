/** start-cost on every engine, few starts each. */
import { expect, test } from 'vitest';
import { startCost } from '../../../../shared/lab/catalogue/start-cost.ts';
import { failedChecks } from '../testing/measureOnce.ts';
import { measureProgram, noPrograms, programsFromSources } from '../testing/programs.ts';
import { openStartCost } from './start-cost.ts';

const { choices } = startCost.parameters.kind;
const cases = choices.flatMap(({ value, engines }) => engines.map((engine) => ({ engine, kind: value })));
const find = await programsFromSources('start-cost');

test.for(cases)(
  'each $kind on $engine runs by itself, and all that the catalogue declares is reported',
  { timeout: 60_000 },
  async ({ engine, kind }, { skip }) => {
    const reason = noPrograms[engine] ?? null;
    skip(reason !== null, reason ?? '');
    const { measured, names, samples } = await measureProgram(openStartCost, find, {
      engine,
      kind,
      count: 2,
      ...(engine === 'python' && { interpreter: 'any' }),
    });
    expect(failedChecks(measured)).toEqual([]);
    expect(measured.checks.map(({ id }) => id)).toEqual(['allRan']);
    expect([...Object.keys(measured.metrics), ...Object.keys(measured.histograms)].sort()).toEqual(
      Object.keys(startCost.metrics).sort(),
    );
    expect(measured.metrics['startLatency']).toBeGreaterThan(0);
    expect(measured.histograms['latencies']?.count).toBe(2);
    expect(names).toEqual([`start-${kind}`.slice(0, 15)]); // as much as Linux keeps
    expect(samples.at(-1)?.counters).toEqual({ starts: [2] });
  },
);

test('allRan fails where units are no threads of their own', { timeout: 60_000 }, async ({ skip }) => {
  skip(noPrograms['python'] !== null, noPrograms['python'] ?? '');
  const planted = await programsFromSources('start-cost', { planted: 'start_in_place' });
  const point = { engine: 'python', interpreter: 'any', kind: 'thread', count: 2 };
  const { measured } = await measureProgram(openStartCost, planted, point);
  expect(failedChecks(measured)).toEqual(['allRan']);
});
