import { expect, test } from 'vitest';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { gridMaps, heatScale } from '../../shared/runs/heatData.ts';
import { gridRecord } from '../../shared/runs/testing/sweptRecords.ts';
import { HeatChart } from './HeatChart.tsx';

/** Two rows of two cells: threads 1 and 2 across, critical section 100 ns and 1 µs down. */
function spokenAfter(...keys: string[]): string {
  const [map] = gridMaps(gridRecord(), 'throughput');
  if (map === undefined) throw new Error('The record makes no grid.');
  render(<HeatChart title="tas" caption="" map={map} scale={heatScale([map])} unit="perSecond" width={300} />);
  const plot = screen.getByRole('button', { name: /the arrows read the values/ });
  for (const key of keys) fireEvent.keyDown(plot, { key });
  return document.querySelector('[aria-live]')?.textContent ?? '';
}

test.for([
  { keys: ['ArrowRight'], place: 'first' },
  { keys: ['ArrowDown'], place: 'first' },
  { keys: ['ArrowLeft'], place: 'last' },
])('a heat map is read from its $place cell on by $keys', ({ keys, place }) => {
  const first = spokenAfter('ArrowRight');
  cleanup();
  const last = spokenAfter('ArrowRight', 'ArrowDown', 'ArrowRight');
  cleanup();
  expect(first).not.toBe(last);
  expect(spokenAfter(...keys)).toBe(place === 'first' ? first : last);
});

test('up and down go by rows, and past an edge the cursor stays in its column', () => {
  const below = spokenAfter('ArrowRight', 'ArrowDown');
  cleanup();
  expect(spokenAfter('ArrowRight', 'ArrowDown', 'ArrowDown')).toBe(below);
  cleanup();
  const above = spokenAfter('ArrowRight', 'ArrowRight');
  cleanup();
  expect(spokenAfter('ArrowRight', 'ArrowRight', 'ArrowUp')).toBe(above);
  cleanup();
  expect(spokenAfter('ArrowRight', 'Escape')).toBe('');
});
