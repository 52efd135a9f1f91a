import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { MachineReport } from './MachineReport.tsx';
import { machineOf } from '../testing/machines.ts';

test('of hybrid cores each kind has caches of its own, and the two are not added up', () => {
  const machine = machineOf({ cores: 3, ownCaches: true });
  for (const cache of machine.caches)
    if (cache.type === 'data' && cache.sharedBy[0] !== 0) Object.assign(cache, { sizeBytes: 48 * 1024, ways: 12 });
  render(<MachineReport machine={machine} />);
  const told = screen.getAllByText('L1 data').map((name) => name.nextElementSibling?.textContent);
  expect(told).toEqual(['32 KiB 8-way, lines of 64 B, one a CPU', '2 × 48 KiB 12-way, lines of 64 B, one a CPU']);
  expect(screen.getByText('L1 32 KiB or 48 KiB')).toBeDefined();
});
