/** io-bound by its programs: each mode and each kind on both engines. */
import { expect, test } from 'vitest';
import { ioBound } from '../../../../shared/lab/catalogue/io-bound.ts';
import type { FindProgram } from '../engines/program.ts';
import { failedChecks } from '../testing/measureOnce.ts';
import { measureProgram, noPrograms, programsFromSources } from '../testing/programs.ts';
import { openIoBound } from './io-bound.ts';

const find = await programsFromSources('io-bound');

function measure(found: FindProgram, asked: { engine: string; mode: string; kind: string }) {
  const interpreter = asked.engine === 'python' ? { interpreter: 'any' } : {};
  const wait = asked.kind === 'file' ? {} : { wait: 0.002 };
  return measureProgram(openIoBound, found, { ...asked, ...interpreter, ...wait, workers: 2, duration: 0.1 });
}

test.for([
  { engine: 'python', mode: 'serial', kind: 'file' },
  { engine: 'python', mode: 'threads', kind: 'socket' },
  { engine: 'python', mode: 'processes', kind: 'sleep' },
  { engine: 'python', mode: 'async', kind: 'socket' },
  { engine: 'python', mode: 'async', kind: 'file' },
  { engine: 'node', mode: 'async', kind: 'socket' },
  { engine: 'node', mode: 'workers', kind: 'file' },
])(
  '$mode on $engine waits for $kind, every request is answered, and all that the catalogue declares is reported',
  { timeout: 60_000 },
  async (asked, { skip }) => {
    const reason = noPrograms[asked.engine] ?? null;
    skip(reason !== null, reason ?? '');
    const { measured, names, samples } = await measure(find, asked);
    expect(measured.checks.map(({ id }) => id)).toEqual(['allAnswered']);
    expect(failedChecks(measured)).toEqual([]);
    expect(Object.keys(measured.metrics)).toEqual(Object.keys(ioBound.metrics));
    expect(measured.metrics['throughput']).toBeGreaterThanOrEqual(0);
    const threads = ['serial', 'async'].includes(asked.mode) ? 1 : 2;
    expect(names).toEqual(['io-bound', ...[`${asked.mode}-w0`, `${asked.mode}-w1`].slice(0, threads)]);
    expect(samples.at(-1)?.counters['requests']).toHaveLength(threads);
  },
);

test('allAnswered fails where a server answers twice', { timeout: 60_000 }, async ({ skip }) => {
  skip(noPrograms['python'] !== null, noPrograms['python'] ?? '');
  const planted = await programsFromSources('io-bound', { planted: 'answers_twice' });
  const { measured } = await measure(planted, { engine: 'python', mode: 'threads', kind: 'socket' });
  expect(failedChecks(measured)).toEqual(['allAnswered']);
});
