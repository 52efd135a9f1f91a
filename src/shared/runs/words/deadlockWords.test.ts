import { expect, test } from 'vitest';
import { deadlock } from '../../lab/catalogue/deadlock.ts';
import { addToHistogram, closeHistogram, createHistogram } from '../../statistics/histogram.ts';
import { resultText } from '../resultWords.ts';
import { signalRecord } from '../testing/countingRecords.ts';

const meals = { none: 1e4, ordered: 3e5, arbiter: 2e5 };
const at = (rule: keyof typeof meals, philosophers = 5) => ({
  params: { rule, philosophers },
  metrics: { meals: [meals[rule] * 0.9, meals[rule], meals[rule] * 1.1] },
});
const record = signalRecord(deadlock, { engine: 'wasm', duration: 0.5 }, [at('none'), at('ordered'), at('arbiter')]);

test('tells how often and how soon the table stood still without a rule, and the meals', () => {
  const times = createHistogram('seconds', 1e-9);
  for (let i = 0; i < 120; i += 1) addToHistogram(times, 3e-3);
  const points = record.points.map((point) =>
    point.params['rule'] === 'none' ? { ...point, histograms: { timeToDeadlock: closeHistogram(times) } } : point,
  );
  expect(resultText({ ...record, points })).toBe(
    'Without a rule 5 philosophers stood still 120 times, half of them within 3 ms; with rule ordered and arbiter never. ' +
      'At 5 philosophers there were 300 k/s meals (range of 3 repeats 270 to 330 k/s) with rule ordered, ' +
      '200 k/s (180 to 220 k/s) with rule arbiter and 10 k/s (9,000/s to 11 k/s) with rule none.',
  );
});

test('says of no deadlock at all that there was none', () => {
  expect(resultText(record)).toMatch(
    /^At 5 philosophers with rule none, ordered and arbiter never was there a deadlock\./,
  );
});

test('claims nothing of a rule that was not measured at so many philosophers', () => {
  const swept = signalRecord(deadlock, { engine: 'wasm', duration: 0.5 }, [
    at('ordered', 2),
    at('arbiter', 2),
    at('ordered'),
    at('arbiter'),
  ]);
  const points = swept.points.map((point, i) => (i === 3 ? { ...point, repeats: [], metrics: {} } : point));
  expect(resultText({ ...swept, points })).toMatch(
    /^At 5 philosophers with rule ordered never was there a deadlock\. At 5 philosophers there were 300 k\/s meals [^.]*\.$/,
  );
});
