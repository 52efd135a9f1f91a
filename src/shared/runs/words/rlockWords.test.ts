import { expect, test } from 'vitest';
import { rlock } from '../../lab/catalogue/rlock.ts';
import { resultText } from '../resultWords.ts';
import { signalRecord } from '../testing/countingRecords.ts';

test('tells what a second acquisition did, then what one costs with and without re-entry', () => {
  const at = (lock: string, depth: number, latency: number | null) => ({
    params: { lock, depth },
    metrics: { latency: latency === null ? [] : [latency * 0.9, latency, latency * 1.1] },
  });
  const record = signalRecord(rlock, { engine: 'wasm', duration: 0.5 }, [
    at('futex', 1, 20e-9),
    at('recursive', 1, 25e-9),
    at('recursive', 8, 5e-9),
  ]);
  const codes: Record<string, string> = { futex: 'blocked', recursive: 'reentered' };
  const points = record.points.map((point) => ({
    ...point,
    repeats: point.repeats.map((one) => ({
      ...one,
      outcomes: { outcome: { code: codes[String(point.params['lock'])] ?? '', words: '' } },
    })),
  }));
  expect(resultText({ ...record, points })).toBe(
    'Taken twice by one thread, futex blocked and recursive let its owner in again. ' +
      'At depth 1 an acquisition with its release took 20 ns (range of 3 repeats 18 to 22 ns) with futex and 25 ns (22.5 to 27.5 ns) with recursive. ' +
      'At depth 8 one took 5 ns (4.5 to 5.5 ns) with recursive.',
  );
});
