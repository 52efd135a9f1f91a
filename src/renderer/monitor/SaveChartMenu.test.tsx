import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { ThreadlabError } from '../../shared/errors.ts';
import { historyFigure } from '../../shared/monitor/historyFigure.ts';
import { useToasts } from '../controls/toastStore.ts';
import { backend } from '../testing/backendDouble.ts';
import { MachineHistory } from './machine/MachineHistory.tsx';
import { takeSnapshot } from './rows/takePass.ts';
import { snapshotOf } from './testing/snapshots.ts';

async function pick(remark: string): Promise<void> {
  await userEvent.click(screen.getByRole('button', { name: 'Save a chart' }));
  await userEvent.click(screen.getByRole('menuitem', { name: new RegExp(`^Memory ?${remark}$`) }));
}

test('the chart that is picked is asked for as a figure, with what it shows, and saved', async () => {
  takeSnapshot(snapshotOf([]), 1000);
  render(<MachineHistory />);
  vi.stubGlobal('URL', { createObjectURL: () => 'blob:1', revokeObjectURL: () => undefined });
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
  backend.call.mockResolvedValueOnce({ fileName: 'Memory.png', mediaType: 'image/png', base64: btoa('pixels') });
  await pick('PNG');
  const [path, input] = backend.call.mock.lastCall ?? [];
  expect(path).toBe('monitor.figure');
  const { figure, format } = input as unknown as { figure: unknown; format: string };
  expect(format).toBe('png');
  const { title, subject, unit, lines } = historyFigure.parse(figure);
  expect([title, subject, unit]).toEqual(['Memory', 'This machine', 'bytes']);
  expect(lines).toEqual([
    { name: 'used', points: [{ at: 60, value: 3 * 2 ** 30 }] },
    { name: 'swap', points: [{ at: 60, value: 0 }] },
  ]);
  const [link] = click.mock.contexts;
  expect(link instanceof HTMLAnchorElement && link.download).toBe('Memory.png');
});

test('says so where nothing was saved', async () => {
  takeSnapshot(snapshotOf([]), 1000);
  render(<MachineHistory />);
  backend.call.mockRejectedValueOnce(new ThreadlabError('connectionLost', 'The backend is gone.'));
  await pick('SVG');
  expect(useToasts.getState().shown.at(-1)?.text).toBe('Nothing was saved. The backend is gone.');
});
