import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { RunRecord } from '../../shared/runs/record.ts';
import { commandRecord } from '../../shared/runs/testing/commandRecord.ts';
import { fourLocks } from '../../shared/runs/testing/records.ts';
import { ExportMenu, type ExportMenuProps } from './ExportMenu.tsx';

async function openMenu(record: RunRecord) {
  const onExport = vi.fn<ExportMenuProps['onExport']>();
  render(<ExportMenu record={record} onExport={onExport} />);
  await userEvent.click(screen.getByRole('button', { name: 'Export' }));
  return onExport;
}

const itemsOf = (format: string) => screen.getAllByRole('menuitem', { name: new RegExp(`^${format}`) });

test('what a person started leaves the machine only when they ask for it', async () => {
  const onExport = await openMenu(commandRecord());
  const [without, whole, ...more] = itemsOf('JSON');
  if (without === undefined || whole === undefined) throw new Error('JSON is not offered twice.');
  expect(more).toEqual([]);
  await userEvent.click(whole);
  expect(onExport).toHaveBeenLastCalledWith({ format: 'json', commandLines: true });
  await userEvent.click(screen.getByRole('button', { name: 'Export' }));
  await userEvent.click(itemsOf('JSON')[0] ?? without);
  expect(onExport).toHaveBeenLastCalledWith({ format: 'json' });
});

test('a run that started nothing of a person is offered once', async () => {
  await openMenu(fourLocks());
  expect(itemsOf('JSON')).toHaveLength(1);
});
