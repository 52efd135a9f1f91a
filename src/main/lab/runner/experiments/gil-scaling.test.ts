/** gil-scaling by its programs, on Python and Node; on the engines with threads it is tested by signals.test.ts. */
import { expect, test } from 'vitest';
import { gilScaling } from '../../../../shared/lab/catalogue/gil-scaling.ts';
import type { FindProgram } from '../engines/program.ts';
import { failedChecks } from '../testing/measureOnce.ts';
import { measureProgram, noPrograms, programsFromSources } from '../testing/programs.ts';
import { openGilScaling } from './gil-scaling.ts';

/** Each mode and each body, with few processes: the start of one of Node takes longest. */
const cases = [
  { engine: 'python', mode: 'serial', body: 'arithmetic' },
  { engine: 'python', mode: 'threads', body: 'strings' },
  { engine: 'python', mode: 'processes', body: 'gilReleasing' },
  { engine: 'node', mode: 'threads', body: 'strings' },
  { engine: 'node', mode: 'processes', body: 'arithmetic' },
];
const find = await programsFromSources('gil-scaling');
const open = (found: FindProgram) => openGilScaling({ points: [], pins: null }, {}, found);

function measure(
  found: FindProgram,
  asked: { engine: string; mode: string; body: string },
  workers = 2,
  duration = 0.05,
) {
  const interpreter = asked.engine === 'python' ? { interpreter: 'any' } : {};
  return measureProgram(open, found, { ...asked, ...interpreter, workers, duration });
}

test.for(cases)(
  '$mode of $body on $engine does the work that it must, and all that the catalogue declares is reported',
  { timeout: 60_000 },
  async (asked, { skip }) => {
    const reason = noPrograms[asked.engine] ?? null;
    skip(reason !== null, reason ?? '');
    const { measured, names, samples } = await measure(find, asked);
    expect(failedChecks(measured).filter((id) => id !== 'noSpeedup')).toEqual([]);
    expect(measured.checks.map(({ id }) => id)).toContain('sameWork');
    expect([...Object.keys(measured.metrics), ...Object.keys(measured.perThread)]).toEqual(
      Object.keys(gilScaling.metrics),
    );
    expect(measured.metrics['throughput']).toBeGreaterThanOrEqual(0);
    const workers = asked.mode === 'serial' ? ['serial-w0'] : [`${asked.mode}-w0`, `${asked.mode}-w1`];
    expect(names).toEqual(['gil-scaling', ...workers]);
    expect(samples.at(-1)?.counters['units']).toHaveLength(workers.length);
  },
);

test.for([
  { check: 'sameWork', planted: 'lazy_units', workers: 1 },
  { check: 'oneRuns', planted: 'wall_clock', workers: 4 },
])('$check fails, and it alone, on the fault planted for it', { timeout: 60_000 }, async (fault, { skip }) => {
  skip(noPrograms['python'] !== null, noPrograms['python'] ?? '');
  const planted = await programsFromSources('gil-scaling', { planted: fault.planted });
  const asked = { engine: 'python', mode: 'threads', body: 'strings' };
  const { measured } = await measure(planted, asked, fault.workers, 0.2);
  // How much faster several are is for the gate to judge, which no test passes.
  expect(failedChecks(measured).filter((id) => id !== 'noSpeedup')).toEqual([fault.check]);
});
