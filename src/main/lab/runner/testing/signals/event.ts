/** Tests of event, run by signals.test.ts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { event } from '../../../../../shared/lab/catalogue/event.ts';
import { measureLively, noEngine, openSignal, signalEngines, type OpenSignal } from '../signalEngines.ts';
import { openEvent } from '../../experiments/event.ts';

const asked = { waiters: 2, duration: 0.03 };
const faults = { eventImpatient: 'a wait returned before the set', eventSticky: 'isSet was true after clear' };
let signal: OpenSignal;
beforeAll(async () => {
  signal = await openSignal(openEvent, [asked], signalEngines, 'event');
}, 240_000);
afterAll(() => signal.close());

test.for(signalEngines)('every call on %s does what is documented, and all waiters wake', async (engine, { skip }) => {
  skip(noEngine(engine) !== null, noEngine(engine) ?? '');
  const { measured, names, samples, failed } = await measureLively(signal, { ...asked, engine, duration: 0.05 });
  expect(failed).toEqual([]);
  expect(measured.checks.map(({ id }) => id)).toEqual(Object.keys(event.checks));
  expect(Object.keys(measured.metrics).sort()).toEqual(Object.keys(event.metrics).sort());
  const { wakeFirst, wakeLast } = measured.metrics;
  expect(wakeFirst).toBeGreaterThan(0);
  expect(wakeLast).toBeGreaterThan(0);
  expect(names).toEqual(['event-w0', 'event-w1', 'event-w2']);
  const { sets: [sets = NaN] = [], wakes = [] } = samples.at(-1)?.counters ?? {};
  for (const own of wakes) expect(Math.abs(own - sets)).toBeLessThanOrEqual(1);
});

test.for(signalEngines.flatMap((engine) => Object.entries(faults).map(([fault, words]) => ({ engine, fault, words }))))(
  'asDocumented fails on $engine with $fault, and says what was seen',
  async ({ engine, fault, words }, { skip }) => {
    skip(noEngine(engine) !== null, noEngine(engine) ?? '');
    const { failed, measured } = await signal.measure({ ...asked, engine }, fault);
    expect(failed).toEqual(['asDocumented']);
    expect(measured.checks[0]?.detail).toContain(words);
  },
);
