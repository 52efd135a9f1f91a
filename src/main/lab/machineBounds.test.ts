import { expect, test } from 'vitest';
import { cacheLatency } from '../../shared/lab/catalogue/cache-latency.ts';
import { oversubscription } from '../../shared/lab/catalogue/oversubscription.ts';
import type { Experiment } from '../../shared/lab/experiment.ts';
import { parseRequest } from '../../shared/lab/request.ts';
import type { ParameterValue } from '../../shared/runs/record.ts';
import { refuseBeyondMachine, type MachineBounds } from './machineBounds.ts';

const MiB = 1024 ** 2;
const GiB = 1024 ** 3;
const caches = (sizeBytes: number | null) => [{ level: 3, type: 'unified', sizeBytes }];
const large: MachineBounds = { cpus: 2, memory: 64 * GiB, caches: caches(512 * MiB) };

function refusal(
  experiment: Experiment,
  parameters: Record<string, ParameterValue[]>,
  machine: Partial<MachineBounds>,
) {
  const request = parseRequest(experiment, { parameters: { engine: ['native'], ...parameters } });
  try {
    refuseBeyondMachine(experiment, request, { ...large, ...machine });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

test.each([
  [{}, null],
  [{ memory: 4 * GiB }, null],
  [{ memory: 2 * GiB }, 'workingSet: 1 GiB is more than 25% of the 2 GiB of memory here.'],
  [{ caches: caches(32 * MiB) }, 'workingSet: 1 GiB is more than 4 times the last-level cache of 32 MiB.'],
  [{ memory: null, caches: caches(null) }, null],
])('a set of 1 GiB on a machine with %j', (machine, words) => {
  expect(refusal(cacheLatency, { workingSet: [MiB, GiB] }, machine)).toBe(words);
});

test('what is asked by default is refused on account of no cache', () => {
  expect(refusal(cacheLatency, {}, { caches: caches(MiB) })).toBeNull();
});

test('threads are bounded by the CPUs', () => {
  expect(refusal(oversubscription, { threads: [16] }, {})).toBeNull();
  expect(refusal(oversubscription, { threads: [17] }, {})).toBe(
    'threads: 17 are more than 8 for each CPU; 16 is the most on the 2 CPUs here.',
  );
});
