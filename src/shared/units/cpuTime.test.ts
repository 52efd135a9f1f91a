import { expect, test } from 'vitest';
import { formatCpuTime } from './cpuTime.ts';

test.each([
  [0, '0.0 s'],
  [0.44, '0.4 s'],
  [59.96, '1 min 0.0 s'],
  [2600.3, '43 min 20.3 s'],
  [19_087.4, '5 h 18 min 7.4 s'],
  [NaN, '–'],
])('%d s reads %s', (time, words) => {
  expect(formatCpuTime(time)).toBe(words);
});
