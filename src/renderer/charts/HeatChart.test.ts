import { expect, test } from 'vitest';
import { gridMaps, heatScale, type HeatMap } from '../../shared/runs/heatData.ts';
import { heatLayout } from '../../shared/runs/heatLayout.ts';
import { gridRecord } from '../../shared/runs/testing/sweptRecords.ts';
import { heatSentence } from './HeatChart.tsx';

const [map] = gridMaps(gridRecord(), 'throughput');
const none: HeatMap = { title: '', rows: { title: 'a', labels: [] }, columns: { title: 'b', labels: [] }, cells: [] };

test('a heat map is named by its smallest and its largest value and where they stand', () => {
  expect(heatSentence('tas', map ?? none, 'perSecond')).toBe(
    'tas: from 100 k/s at threads 1, critical section 1 µs to 2 M/s at threads 2, critical section 100 ns.',
  );
  expect(heatSentence('tas', none, 'perSecond')).toBe('tas: nothing measured.');
});

test('figures stand in the cells where they have room, and labels are thinned out where they have not', () => {
  const scale = heatScale([map ?? none]);
  const wide = heatLayout(map ?? none, scale, 'perSecond', 300);
  expect(wide.texts).toEqual([
    ['0.1', '0.2'],
    ['1', '2'],
  ]);
  expect(wide.columnEvery).toBe(1);
  const narrow = heatLayout(map ?? none, scale, 'perSecond', 60);
  expect(narrow.texts.flat()).toEqual(['', '', '', '']);
  expect(narrow.columnEvery).toBeGreaterThan(1);
  const labels = Array.from({ length: 256 }, (_, cpu) => String(cpu));
  const large = { ...none, rows: { title: 'from', labels }, columns: { title: 'to', labels } };
  const layout = heatLayout(large, scale, 'seconds', 748);
  expect(layout.rowEvery).toBeGreaterThan(4);
  expect(layout.height).toBeLessThan(600);
});
