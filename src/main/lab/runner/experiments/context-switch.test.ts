/** context-switch by programs, for moments each; on wasm it is tested beside the signals. */
import { expect, test } from 'vitest';
import { contextSwitch } from '../../../../shared/lab/catalogue/context-switch.ts';
import { failedChecks } from '../testing/measureOnce.ts';
import { noPrograms, programsFromSources, measureProgram } from '../testing/programs.ts';
import { openContextSwitch } from './context-switch.ts';

const find = await programsFromSources('context-switch');
const asked = { placement: 'free', workingSet: 4096, duration: 0.05 };
const bothWays = (engine: string, channels: readonly string[]) =>
  channels.flatMap((channel) => ['threads', 'processes'].map((between) => ({ engine, channel, between })));
const cases = [
  ...bothWays('native', ['futex', 'condition', 'pipe', 'socket']),
  ...bothWays('python', ['condition', 'pipe', 'socket']),
  { engine: 'node', channel: 'messagePort', between: 'threads' },
  { engine: 'node', channel: 'socket', between: 'processes' },
];
const measure = (point: Readonly<Record<string, string | number>>, pins: number[] | null = null, programs = find) =>
  measureProgram((found) => openContextSwitch({ points: [], pins }, found, {}), programs, {
    ...asked,
    ...point,
    ...(point['engine'] === 'python' && { interpreter: 'any' }),
  });

test.for(cases)(
  'tokens come back by $channel on $engine between $between',
  { timeout: 60_000 },
  async (one, { skip }) => {
    const reason = noPrograms[one.engine] ?? null;
    skip(reason !== null, reason ?? '');
    const { measured, names, samples } = await measure(one);
    expect(failedChecks(measured)).toEqual([]);
    expect(measured.checks.map(({ id }) => id)).toEqual(['tokensBack']);
    expect(Object.keys(measured.metrics).sort()).toEqual(Object.keys(contextSwitch.metrics).sort());
    expect(measured.metrics['roundTrip']).toBeGreaterThan(0);
    expect(measured.readings['pins']).toBeUndefined();
    expect(names).toEqual(['switch-main', 'switch-other']);
    expect(samples.at(-1)?.counters['turns']?.[0]).toBeGreaterThan(0);
  },
);

test.for(['native', 'python', 'node'])(
  'on %s both are pinned to one CPU, and a pin that does not hold is told',
  { timeout: 60_000 },
  async (engine, { skip }) => {
    const reason = noPrograms[engine] ?? null;
    skip(reason !== null, reason ?? '');
    const point = { engine, channel: 'pipe', between: 'threads', placement: 'sameCpu' };
    const { measured } = await measure(point, [0, 0]);
    expect(failedChecks(measured)).toEqual([]);
    expect(measured.readings['pins']).toBe(1);
    // Node pins by taskset, which refuses such a CPU with words.
    if (engine === 'node') return;
    expect((await measure(point, [1000, 1000])).measured.readings['pins']).toBe(0);
  },
);

test('tokensBack fails where another token comes back', { timeout: 60_000 }, async ({ skip }) => {
  skip(noPrograms['python'] !== null, noPrograms['python'] ?? '');
  const planted = await programsFromSources('context-switch', { planted: 'token_kept' });
  const { measured } = await measure({ engine: 'python', channel: 'pipe', between: 'threads' }, null, planted);
  expect(failedChecks(measured)).toEqual(['tokensBack']);
});
