import { expect, test } from 'vitest';
import type { CpuUse } from '../../../shared/monitor/snapshot.ts';
import { temperatureWords, throttledNow, throttledWords } from './heatWords.ts';

const cpu = (id: number, throttles: CpuUse['throttles']): CpuUse => ({
  id,
  user: 0,
  system: 0,
  steal: 0,
  ioWait: 0,
  idle: 1,
  clock: null,
  throttles,
});

test('a temperature is told with what is critical, where the driver says it', () => {
  expect(temperatureWords({ sensor: 'coretemp, Core 0', celsius: 61.4, limit: 100 })).toBe(
    '61 °C, critical from 100 °C',
  );
  expect(temperatureWords({ sensor: 'k10temp, Tctl', celsius: 61.4, limit: null })).toBe('61 °C');
});

test('throttling is told of the interval and since boot, and not at all where it is not counted', () => {
  expect(throttledNow(cpu(0, { sinceBoot: 9, now: 2 }))).toBe('slowed down by heat 2 times since the last reading');
  expect(throttledNow(cpu(0, { sinceBoot: 9, now: 0 }))).toBeNull();
  expect(throttledNow(cpu(0, { sinceBoot: 9, now: null }))).toBeNull();
  expect(throttledWords([cpu(0, null)])).toBeNull();
  expect(throttledWords([cpu(0, { sinceBoot: 0, now: 0 }), cpu(1, null)])).toBe('never since boot');
  expect(throttledWords([cpu(0, { sinceBoot: 1, now: 0 }), cpu(1, { sinceBoot: 0, now: 0 })])).toBe(
    'once since boot, CPU 0',
  );
  expect(throttledWords([0, 1, 2].map((id) => cpu(id, { sinceBoot: 4 + id, now: id === 2 ? 1 : 0 })))).toBe(
    'up to 6 times since boot, CPUs 0–2; right now CPU 2',
  );
});
