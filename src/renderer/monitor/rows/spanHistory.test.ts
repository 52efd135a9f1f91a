import { expect, test } from 'vitest';
import { SpanHistory, spans } from './spanHistory.ts';

const [minute, tenMinutes, hour] = spans;

test('the minute keeps every pass, ten minutes the means of steps, the last of which still goes on', () => {
  const history = new SpanHistory(['cpu']);
  for (let at = 0; at < 12; at += 1) history.add(at, () => at);
  expect(history.rowsOf(minute)).toHaveLength(12);
  expect(history.rowsOf(tenMinutes).map(({ at, values }) => [at, values.cpu])).toEqual([
    [4, 2],
    [9, 7],
    [11, 10.5],
  ]);
});

test('what is not available makes no mean, and a step without any value has none', () => {
  const history = new SpanHistory(['cpu']);
  for (const [at, value] of [NaN, 4, NaN, NaN, NaN, NaN, NaN, NaN, NaN, NaN].entries()) history.add(at, () => value);
  expect(history.rowsOf(tenMinutes).map(({ values }) => values.cpu)).toEqual([4, NaN]);
});

test('however long it goes on, it keeps no more than its spans hold', () => {
  const history = new SpanHistory(['cpu']);
  for (let at = 0; at < 20_000; at += 1) history.add(at, () => 1);
  expect(history.rowsOf(minute).length).toBeLessThanOrEqual(240);
  for (const span of [tenMinutes, hour]) {
    const rows = history.rowsOf(span);
    expect(rows.length).toBeLessThanOrEqual(span.length / span.step + 1);
    expect(19_999 - (rows[0]?.at ?? NaN)).toBeGreaterThanOrEqual(span.length - span.step);
  }
});

test('the minute keeps a minute however often is read', () => {
  const history = new SpanHistory(['load']);
  for (let at = 0; at < 900; at += 1) history.add(at / 10, () => at);
  const rows = history.rowsOf(spans[0]);
  expect((rows.at(-1)?.at ?? 0) - (rows[0]?.at ?? 0)).toBeGreaterThan(55);
});
