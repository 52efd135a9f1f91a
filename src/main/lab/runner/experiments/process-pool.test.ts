/** process-pool on every engine, each kind and each way to submit, with few short tasks. */
import { expect, test } from 'vitest';
import { processPool } from '../../../../shared/lab/catalogue/process-pool.ts';
import type { EngineName } from '../../../../shared/lab/experiment.ts';
import { failedChecks } from '../testing/measureOnce.ts';
import { measureProgram, noPrograms, programsFromSources } from '../testing/programs.ts';
import { openProcessPool } from './process-pool.ts';

const { kind, submit } = processPool.parameters;
const find = await programsFromSources('process-pool');
const tasks = 6;

function pointOf(engine: string, own: string, way: string | null) {
  const onPython = engine === 'python' && { interpreter: 'any' };
  const submitted = way !== null && { submit: way, ...(way === 'map' && { chunk: 2 }) };
  return { engine, kind: own, workers: 2, tasks, taskTime: 1e-3, ...onPython, ...submitted };
}

/** Every way by one kind, and every kind by one way. */
const waysOf = (value: string): string[] =>
  value === 'processes' ? submit.choices.map((one) => one.value) : ['apply_async'];

const cases = kind.choices.flatMap(({ value, engines }) =>
  engines.flatMap((engine): { engine: EngineName; own: string; way: string | null }[] =>
    engine === 'node' ? [{ engine, own: value, way: null }] : waysOf(value).map((way) => ({ engine, own: value, way })),
  ),
);

test.for(cases)(
  '$own on $engine does each task once by $way, and all that the catalogue declares is reported',
  { timeout: 60_000 },
  async ({ engine, own, way }, { skip }) => {
    const reason = noPrograms[engine] ?? null;
    skip(reason !== null, reason ?? '');
    const { measured, names, samples } = await measureProgram(openProcessPool, find, pointOf(engine, own, way));
    expect(failedChecks(measured)).toEqual([]);
    expect(measured.checks.map(({ id }) => id)).toEqual(['eachOnce', 'workBound']);
    expect(Object.keys(measured.metrics)).toEqual(Object.keys(processPool.metrics));
    const { throughput, queueWait, callerWait, utilisation } = measured.metrics;
    expect(throughput).toBeGreaterThan(0);
    expect(queueWait).toBeGreaterThan(0);
    // What apply submits it waits for.
    expect(callerWait).toBeGreaterThan(way === 'apply' ? 1e-3 : 0);
    expect(utilisation).toBeGreaterThan(0);
    expect(names).toEqual(['pool-caller']);
    expect(samples.at(-1)?.counters['tasks']?.reduce((sum, count) => sum + count, 0)).toBe(tasks);
  },
);

test.for([
  { planted: 'task_twice', failed: 'eachOnce', words: 'a task is done twice' },
  { planted: 'more_workers', failed: 'workBound', words: 'there are more workers than were asked for' },
])('$failed alone fails where $words', { timeout: 60_000 }, async ({ planted, failed }, { skip }) => {
  skip(noPrograms['python'] !== null, noPrograms['python'] ?? '');
  const broken = await programsFromSources('process-pool', { planted });
  const point = { ...pointOf('python', 'processes', 'apply_async'), workers: 1, taskTime: 0.1 };
  const { measured } = await measureProgram(openProcessPool, broken, point);
  expect(failedChecks(measured)).toEqual([failed]);
});
