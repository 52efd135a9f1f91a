/** Tests of context-switch on wasm, run by signals.test.ts: there it is a loop of the runner's threads. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contextSwitch } from '../../../../../shared/lab/catalogue/context-switch.ts';
import { openContextSwitch } from '../../experiments/context-switch.ts';
import { openSignal, untilFailed, type OpenSignal } from '../signalEngines.ts';
import { until } from '../until.ts';

const asked = { channel: 'futex', between: 'threads', placement: 'free', workingSet: 0, duration: 0.03 };
const noProgram = () => {
  throw new Error('On wasm there is no program.');
};
let signal: OpenSignal;
beforeAll(async () => {
  signal = await openSignal((order, openers) => openContextSwitch(order, noProgram, openers), [asked], ['wasm']);
}, 240_000);
afterAll(() => signal.close());

test('two threads on wasm hand a token to and fro', async () => {
  const { measured, names, samples, failed } = await until(
    20,
    (one) => (one.measured.metrics['roundTrip'] ?? NaN) > 0 || one.failed.length > 0,
    () => signal.measure({ ...asked, engine: 'wasm' }),
  );
  expect(failed).toEqual([]);
  expect(measured.checks.map(({ id }) => id)).toEqual(Object.keys(contextSwitch.checks));
  expect(Object.keys(measured.metrics).sort()).toEqual(Object.keys(contextSwitch.metrics).sort());
  expect(measured.metrics['roundTrip']).toBeGreaterThan(0);
  expect(names).toEqual(['switch-w0', 'switch-w1']);
  expect(samples.at(-1)?.counters['turns']).toHaveLength(1);
});

test('tokensBack fails on wasm where another token comes back', async () => {
  expect(await untilFailed(signal, { ...asked, engine: 'wasm' }, 'switchConfused')).toEqual(['tokensBack']);
});
