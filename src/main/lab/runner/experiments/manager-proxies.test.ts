/** manager-proxies on Python: every type of the row, and the list by reading and writing too. */
import { expect, test } from 'vitest';
import { managerProxies } from '../../../../shared/lab/catalogue/manager-proxies.ts';
import { failedChecks } from '../testing/measureOnce.ts';
import { measureProgram, programsFromSources } from '../testing/programs.ts';
import { noPython } from '../testing/pythons.ts';
import { openManagerProxies } from './manager-proxies.ts';

const { type, operation } = managerProxies.parameters;
const both: readonly string[] = operation.onlyWith.values;
const find = await programsFromSources('manager-proxies');
const pointOf = (own: { type: string; operation?: string }) => ({
  engine: 'python',
  interpreter: 'any',
  processes: 2,
  duration: 0.05,
  ...own,
});
/** What is read, then written, is the same of all that have it: the list stands for them. */
const waysOf = (value: string) => (value === 'list' ? ['atomic', 'compound'] : ['atomic']);
const cases = type.choices.flatMap(({ value }) =>
  both.includes(value) ? waysOf(value).map((one) => ({ type: value, operation: one })) : [{ type: value }],
);

test.for(cases)(
  '$type $operation does its job between processes, and all that is declared is reported',
  { timeout: 60_000 },
  async (own, { skip }) => {
    skip(noPython !== null, noPython ?? '');
    const { measured, names, samples } = await measureProgram(openManagerProxies, find, pointOf(own));
    const compound = own.type === 'Value' || ('operation' in own && own.operation === 'compound');
    expect(failedChecks(measured)).toEqual([]);
    expect(measured.checks.map(({ id }) => id)).toEqual([
      'typeDoesItsJob',
      ...(compound ? [] : ['atomicLosesNothing']),
    ]);
    expect(Object.keys(measured.metrics)).toEqual(Object.keys(managerProxies.metrics));
    expect(measured.metrics['operationsPerSecond']).toBeGreaterThan(0);
    const { lostShare } = measured.metrics;
    expect(compound ? Number(lostShare) >= 0 : lostShare === 0).toBe(true);
    expect(lostShare).toBeLessThan(1);
    expect(names).toEqual(['proxies', 'proxies-w0', 'proxies-w1']);
    expect(samples.at(-1)?.counters['operations']?.every((count) => count > 0)).toBe(true);
  },
);

test.for([
  { planted: 'private_list', failed: 'typeDoesItsJob', words: 'each process has a list of its own' },
  { planted: 'dropped_call', failed: 'atomicLosesNothing', words: 'a call never reaches the manager' },
])('$failed alone fails where $words', { timeout: 60_000 }, async ({ planted, failed }, { skip }) => {
  skip(noPython !== null, noPython ?? '');
  const broken = await programsFromSources('manager-proxies', { planted });
  const { measured } = await measureProgram(openManagerProxies, broken, pointOf({ type: 'list', operation: 'atomic' }));
  expect(failedChecks(measured)).toEqual([failed]);
});
