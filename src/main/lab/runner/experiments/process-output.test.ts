/** process-output, few lines each. */
import { beforeEach, expect, test } from 'vitest';
import { processOutput } from '../../../../shared/lab/catalogue/process-output.ts';
import { failedChecks } from '../testing/measureOnce.ts';
import { measureProgram, noPrograms, programsFromSources } from '../testing/programs.ts';
import { openProcessOutput } from './process-output.ts';

beforeEach(({ skip }) => skip(noPrograms['python'] !== null, noPrograms['python'] ?? ''));

const asked = { engine: 'python', interpreter: 'any', processes: 2, lines: 20, lineLength: 20_000 };
const find = await programsFromSources('process-output');

test.for(['none', 'Lock'])('lines with lock %s are counted as they arrive', async (lock) => {
  const { measured, names, samples } = await measureProgram(openProcessOutput, find, { ...asked, lock });
  expect(failedChecks(measured)).toEqual([]);
  expect(measured.checks.map(({ id }) => id)).toEqual(lock === 'none' ? [] : ['noBrokenLines']);
  expect(Object.keys(measured.metrics).sort()).toEqual(Object.keys(processOutput.metrics).sort());
  expect(measured.metrics['brokenLines']).toBeLessThanOrEqual(lock === 'none' ? 1 : 0);
  expect(measured.metrics['throughput']).toBeGreaterThan(0);
  expect(names).toEqual(['output-main', 'output-w0', 'output-w1']);
  expect(samples.at(-1)?.counters).toEqual({ lines: [20, 20] });
});

test('noBrokenLines fails with a lock that is open', async () => {
  const planted = await programsFromSources('process-output', { planted: 'lock_that_is_open' });
  const { measured } = await measureProgram(openProcessOutput, planted, { ...asked, lock: 'Lock' });
  expect(failedChecks(measured)).toEqual(['noBrokenLines']);
});
