/** The experiments of the interpreter lock that run on Python alone, by their programs. */
import { expect, test } from 'vitest';
import { gilSwitching } from '../../../../shared/lab/catalogue/gil-switching.ts';
import { processesTimesThreads } from '../../../../shared/lab/catalogue/processes-times-threads.ts';
import { failedChecks } from '../testing/measureOnce.ts';
import { measureProgram, noPrograms, programsFromSources } from '../testing/programs.ts';
import { openGilSwitching } from './gil-switching.ts';
import { openProcessesTimesThreads } from './processes-times-threads.ts';

const on = { engine: 'python', interpreter: 'any', duration: 0.1 };
const noPython = noPrograms['python'] ?? null;

async function measureSplit(planted?: string) {
  const find = await programsFromSources('processes-times-threads', { planted });
  return measureProgram(openProcessesTimesThreads, find, { ...on, processes: 2, threads: 2, cpuShare: 0.5 });
}

test('two processes of two threads do the work that they must', { timeout: 60_000 }, async ({ skip }) => {
  skip(noPython !== null, noPython ?? '');
  const { measured, names, samples } = await measureSplit();
  expect(measured.checks.map(({ id, holds }) => [id, holds])).toEqual([['sameWork', true]]);
  expect(Object.keys(measured.metrics)).toEqual(Object.keys(processesTimesThreads.metrics));
  expect(measured.metrics['throughput']).toBeGreaterThanOrEqual(0);
  expect(names).toEqual(['split', 'task-w0', 'task-w1', 'task-w2', 'task-w3']);
  expect(samples.at(-1)?.counters['tasks']).toHaveLength(4);
});

test('sameWork fails where tasks compute less than they count', { timeout: 60_000 }, async ({ skip }) => {
  skip(noPython !== null, noPython ?? '');
  expect(failedChecks((await measureSplit('idle_tasks')).measured)).toEqual(['sameWork']);
});

async function measureSwitching(planted?: string) {
  const find = await programsFromSources('gil-switching', { planted });
  return measureProgram(openGilSwitching, find, { ...on, cpuThreads: 1, switchInterval: 0.001 });
}

test('a thread answers every ping once while another computes', { timeout: 60_000 }, async ({ skip }) => {
  skip(noPython !== null, noPython ?? '');
  const { measured, names } = await measureSwitching();
  expect(measured.checks.map(({ id, holds }) => [id, holds])).toEqual([['echoCount', true]]);
  expect([...Object.keys(measured.metrics), ...Object.keys(measured.histograms)].sort()).toEqual(
    Object.keys(gilSwitching.metrics).sort(),
  );
  expect(measured.metrics['switchesPerSecond']).toBeGreaterThan(0);
  expect(names).toEqual(['gil-switching', 'ping', 'echo', 'cpu-w0']);
});

test('echoCount fails where a ping is answered twice', { timeout: 60_000 }, async ({ skip }) => {
  skip(noPython !== null, noPython ?? '');
  expect(failedChecks((await measureSwitching('echoes_twice')).measured)).toEqual(['echoCount']);
});
