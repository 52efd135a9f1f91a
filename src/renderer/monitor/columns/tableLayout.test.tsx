import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { act } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { ThreadlabError } from '../../../shared/errors.ts';
import { processFields } from '../../../shared/monitor/processFields.ts';
import { historyColumn, processColumnNames } from '../../../shared/monitor/tableColumns.ts';
import { defaultSettings, settingsSchema, type Settings } from '../../../shared/settings.ts';
import { useToasts } from '../../controls/toastStore.ts';
import { useSettings } from '../../frame/currentSettings.ts';
import { backend } from '../../testing/backendDouble.ts';
import { chooserColumns, ColumnChooser } from './ColumnChooser.tsx';
import { historyWords } from './fieldColumn.tsx';
import { ProcessTable } from '../ProcessTable.tsx';
import { useMonitor } from '../store.ts';
import { takeSnapshot } from '../rows/takePass.ts';
import { isDefaultLayout, moveColumn, resetLayout, resizeColumn, toggleColumn } from './tableLayout.ts';
import { fakeLayout } from '../testing/fakeLayout.ts';
import { snapshotOf } from '../testing/snapshots.ts';

const small: Settings = { ...defaultSettings, processColumns: ['name', 'pid', 'cpu', 'state'] };
const settings = () => useSettings.getState().settings;
const headings = () =>
  screen.getAllByRole('columnheader').map((heading) => heading.textContent.replace(/[↑↓%].*/, '').trim());

beforeEach(() => {
  fakeLayout();
  useSettings.setState({ settings: small });
  backend.call.mockImplementation((_path, change: Partial<Settings>) =>
    Promise.resolve({ settings: settingsSchema.parse({ ...settings(), ...change }) }),
  );
});

test('a column comes in at its natural place and goes out again; the name stays', () => {
  toggleColumn('processes', 'threads', processColumnNames);
  expect(settings().processColumns).toEqual(['name', 'pid', 'cpu', 'threads', 'state']);
  toggleColumn('processes', 'pid', processColumnNames);
  toggleColumn('processes', 'name', processColumnNames);
  expect(settings().processColumns).toEqual(['name', 'cpu', 'threads', 'state']);
});

test('a column moves within the row, and no further', () => {
  moveColumn('processes', 'state', 1);
  expect(settings().processColumns).toEqual(['name', 'state', 'pid', 'cpu']);
  moveColumn('processes', 'name', 99);
  expect(settings().processColumns).toEqual(['state', 'pid', 'cpu', 'name']);
});

test('widths are kept within bounds; a reset brings back all', () => {
  resizeColumn('processes', 'cpu', 3);
  resizeColumn('processes', 'name', 99_999);
  expect(settings().processColumnWidths).toEqual({ cpu: 40, name: 1200 });
  resizeColumn('processes', 'cpu', null);
  expect(settings().processColumnWidths).toEqual({ name: 1200 });
  expect(isDefaultLayout('processes', settings())).toBe(false);
  resetLayout('processes');
  expect(isDefaultLayout('processes', settings())).toBe(true);
});

test('a window that may only look lays out its table all the same, and says that this is not kept', async () => {
  backend.call.mockRejectedValue(new ThreadlabError('readOnly', 'Refused.'));
  toggleColumn('processes', 'pid', processColumnNames);
  await vi.waitFor(() => expect(useToasts.getState().shown).toHaveLength(1));
  expect(useToasts.getState().shown[0]?.text).toBe(
    'This view is changed in this window alone: its backend was started with --read-only.',
  );
  expect(settings().processColumns).toEqual(['name', 'cpu', 'state']);
});

test.each([[['pid']], [['name', 'name']], [['name', 'nosuch']]])('the columns %j are refused', (processColumns) => {
  expect(settingsSchema.partial().safeParse({ processColumns }).success).toBe(false);
});

const table = () =>
  render(<ProcessTable scale={{ of: 'core' }} rowHeight={24} stale={false} onLetter={() => false} onOpen={() => {}} />);
const pass = () => act(() => takeSnapshot(snapshotOf([{ pid: 1, startTicks: 1, name: 'one', cpu: 1, state: 'S' }]), 1));

test('by keyboard, a heading is made wider, moved, and given its own width again', async () => {
  pass();
  table();
  await userEvent.tab();
  await userEvent.keyboard('{ArrowUp}{ArrowRight}{Shift>}{ArrowRight}{/Shift}');
  expect(settings().processColumnWidths).toEqual({ pid: 1200 }); // every element is 1200 wide here
  await userEvent.keyboard('{Backspace}');
  expect(settings().processColumnWidths).toEqual({});
  await userEvent.keyboard('{Control>}{ArrowRight}{/Control}');
  expect(headings()).toEqual(['Name', 'CPU', 'PID', 'State']);
  await userEvent.keyboard('{Control>}{ArrowLeft}{ArrowLeft}{/Control}');
  expect(headings()).toEqual(['PID', 'Name', 'CPU', 'State']);
});

test('by pointer, the edge of a heading is dragged, and doing so does not sort', () => {
  pass();
  table();
  const heading = screen.getByRole('columnheader', { name: /PID/ });
  const edge = heading.querySelector('.grid-edge');
  if (edge === null) throw new Error('no edge');
  fireEvent.pointerDown(edge, { clientX: 100, button: 0 });
  fireEvent.pointerMove(edge, { clientX: 190 });
  fireEvent.pointerUp(edge, { clientX: 190 });
  expect(settings().processColumnWidths).toEqual({ pid: 90 });
  expect(useMonitor.getState().sort.field).toBe('cpu');
  fireEvent.doubleClick(edge);
  expect(settings().processColumnWidths).toEqual({});
});

function Chooser() {
  const shown = useSettings((state) => state.settings.processColumns);
  return (
    <ColumnChooser
      table="processes"
      all={chooserColumns(processColumnNames, processFields, { [historyColumn]: historyWords })}
      shown={shown}
      onOpenChange={() => undefined}
    />
  );
}

test('columns are found by a word of their help, picked, moved and reset, all by keyboard', async () => {
  render(<Chooser />);
  await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
  const chooser = within(screen.getByRole('dialog', { name: 'Columns' }));
  expect(chooser.getAllByRole('checkbox')).toHaveLength(processColumnNames.length);
  await userEvent.keyboard('proportional');
  await userEvent.keyboard('{ArrowDown} ');
  expect(settings().processColumns).toContain('proportionalBytes');
  await userEvent.clear(chooser.getByRole('textbox'));
  await userEvent.keyboard('pid');
  expect(chooser.getAllByRole('checkbox')[0]?.getAttribute('value')).toBe('pid');
  await userEvent.keyboard('{ArrowDown}{Control>}{ArrowDown}{/Control}');
  expect(settings().processColumns.slice(0, 3)).toEqual(['name', 'cpu', 'pid']);
  await userEvent.click(chooser.getByRole('button', { name: 'Reset to default' }));
  expect(settings().processColumns).toEqual(defaultSettings.processColumns);
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Columns' }));
});
