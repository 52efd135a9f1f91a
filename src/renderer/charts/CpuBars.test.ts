import { expect, test } from 'vitest';
import { barSizes } from './CpuBars.tsx';

test.each([
  [[2], 18],
  [[8, 8], 163],
  [Array.from({ length: 32 }, () => 8), 32 * 8 + 31 * 3],
])('bars of %j groups stay narrow', (groups, width) => {
  expect(barSizes(groups).width).toBe(width);
});
