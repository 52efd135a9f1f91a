import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { spans } from '../rows/spanHistory.ts';
import { HistoryChart } from './HistoryChart.tsx';

const rows = [0, 20, 40, 60].map((at) => ({ at, values: { load: at / 10 } }));

function show() {
  render(
    <HistoryChart
      title="Load"
      unit="count"
      series={[{ field: 'load', label: 'load', reason: undefined }]}
      rows={rows}
      now={60}
      span={spans[0]}
    />,
  );
  return screen.getByRole('figure');
}

test('the arrows read one reading after the other, and say it; Esc goes back to what is now', async () => {
  const figure = show();
  expect(figure.textContent).toContain('6');
  await userEvent.tab();
  expect(document.activeElement).toBe(figure);
  await userEvent.keyboard('{ArrowLeft}');
  expect(screen.getByText('now: load 6')).toBeDefined();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(screen.getByText('40 s ago: load 2')).toBeDefined();
  await userEvent.keyboard('{Home}');
  expect(screen.getByText('1 min ago: load 0')).toBeDefined();
  await userEvent.keyboard('{ArrowLeft}{Shift>}{ArrowRight}{/Shift}');
  expect(screen.getByText('now: load 6')).toBeDefined();
  await userEvent.keyboard('{Home}{Escape}');
  expect(screen.queryByText(/ago/)).toBeNull();
});

test('the pointer reads the nearest reading, and none beside the plot', () => {
  const figure = show();
  fireEvent.pointerMove(figure, { clientX: 70 });
  expect(screen.getByText('1 min ago')).toBeDefined();
  fireEvent.pointerMove(figure, { clientX: 20 });
  expect(screen.queryByText(/ago/)).toBeNull();
  fireEvent.pointerMove(figure, { clientX: 70 });
  fireEvent.pointerLeave(figure);
  expect(screen.queryByText(/ago/)).toBeNull();
});
