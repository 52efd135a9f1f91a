/** control: every case once. */
import { beforeEach, expect, test } from 'vitest';
import { control } from '../../../../shared/lab/catalogue/control.ts';
import { failedChecks } from '../testing/measureOnce.ts';
import { measureProgram, noPrograms, programsFromSources } from '../testing/programs.ts';
import { openControl } from './control.ts';

beforeEach(({ skip }) => skip(noPrograms['python'] !== null, noPrograms['python'] ?? ''));

const find = await programsFromSources('control');
const pointOf = (which: string) => ({ engine: 'python', interpreter: 'any', case: which });

test.for([
  ['eventStopsSiblings', 'stopped', true],
  ['daemonAtExit', 'endedWithMain', true],
  ['terminateChild', 'ended', true],
  ['signalStranger', 'ended', false],
  ['mainChangesGlobal', 'seenByThreads', true],
] as const)('%s is seen as "%s"', { timeout: 60_000 }, async ([which, code, asSaid]) => {
  const { measured, names, samples } = await measureProgram(openControl, find, pointOf(which));
  expect(failedChecks(measured)).toEqual([]);
  expect(measured.checks.map(({ id }) => id)).toEqual(['observed']);
  expect([...Object.keys(measured.outcomes ?? {}), ...Object.keys(measured.metrics)]).toEqual(
    Object.keys(control.metrics),
  );
  expect(measured.outcomes?.['outcome']).toMatchObject({ code, asSaid });
  expect(measured.metrics['latency']).toBeGreaterThan(0);
  expect(names).toEqual(['control-main']);
  expect(samples.at(-1)?.counters).toEqual({ steps: [3] });
});

test('observed fails where the child has ended before anything is done to it', { timeout: 60_000 }, async () => {
  const planted = await programsFromSources('control', { planted: 'child_already_gone' });
  const { measured } = await measureProgram(openControl, planted, pointOf('terminateChild'));
  expect(failedChecks(measured)).toEqual(['observed']);
});
