import { act, renderHook } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { useLater } from './useLater.ts';

test('the first value waits for its time, and values that come faster than that do not put it off', () => {
  vi.useFakeTimers();
  const { result, rerender } = renderHook(({ value }) => useLater(value, 90), { initialProps: { value: 0 } });
  expect(result.current).toBeNull();
  const seen = new Set<number | null>();
  for (let value = 1; value <= 10; value += 1) {
    act(() => void vi.advanceTimersByTime(50));
    rerender({ value });
    seen.add(result.current);
  }
  expect([...seen]).toEqual([null, 1, 3, 5, 7, 9]);
});
