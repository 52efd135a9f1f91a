import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { act } from 'react';
import { beforeEach, expect, test } from 'vitest';
import { defaultSettings } from '../../shared/settings.ts';
import { useSettings } from '../frame/currentSettings.ts';
import { ProcessTable } from './ProcessTable.tsx';
import { setFilter, takeShape, useMonitor } from './store.ts';
import { takeSnapshot } from './rows/takePass.ts';
import { fakeLayout } from './testing/fakeLayout.ts';
import { snapshotOf, type ProcessValues } from './testing/snapshots.ts';
import { monitorLetter } from './useMonitorKeys.ts';

let now = 0;
let opened = 0;
const row = (pid: number, values: ProcessValues): ProcessValues => ({
  pid,
  startTicks: pid,
  user: 'me',
  state: 'S',
  threads: 1,
  commandLine: null,
  ...values,
});
const pass = (processes: ProcessValues[], changes: Parameters<typeof snapshotOf>[2] = {}) =>
  act(() => takeSnapshot(snapshotOf(processes, [], changes), ++now));
const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((line) => within(line).getAllByRole('gridcell')[0]?.textContent);
const cellsOf = (name: string) =>
  within(screen.getAllByRole('row').find((line) => line.textContent.includes(name)) ?? document.body)
    .getAllByRole('gridcell')
    .map((cell) => cell.textContent);

beforeEach(() => {
  fakeLayout();
  opened = 0;
  useSettings.setState({
    settings: {
      ...defaultSettings,
      processColumns: ['name', 'pid', 'history', 'cpu', 'residentBytes', 'readBytes', 'state'],
    },
  });
});

const show = () =>
  render(
    <ProcessTable
      scale={{ of: 'core' }}
      rowHeight={24}
      stale={false}
      onLetter={monitorLetter}
      onOpen={() => {
        opened += 1;
      }}
    />,
  );

test('a first reading has no rate, and says so by a dash instead of 0', () => {
  pass([row(7, { name: 'ingestd', cpu: NaN, residentBytes: 2.31 * 2 ** 30, readBytes: 0 })], { interval: null });
  show();
  expect(cellsOf('ingestd')).toEqual(['ingestd', '7', '', '–', '2.31GiB', '0', 'asleep']);
});

test('what is not available says why', () => {
  pass([row(7, { name: 'ingestd', cpu: 1.865, readBytes: NaN })], {
    notAvailable: { 'process.readBytes': 'needs the same user or root' },
  });
  show();
  expect(cellsOf('ingestd')[5]).toContain('not available: needs the same user or root');
});

test('new and ended rows are marked for one pass, in place', () => {
  pass([row(1, { name: 'one', cpu: 3 }), row(2, { name: 'two', cpu: 2 })]);
  show();
  pass([row(2, { name: 'two', cpu: 2 }), row(3, { name: 'three', cpu: 1 })]);
  expect(names()).toEqual(['one', 'two', 'threenew']);
  expect(cellsOf('one').at(-1)).toBe('ended');
  pass([row(2, { name: 'two', cpu: 2 }), row(3, { name: 'three', cpu: 1 })]);
  expect(names()).toEqual(['two', 'three']);
});

test('a run of the Lab is marked', () => {
  pass([row(1, { name: 'threadlab-run', cpu: 4 })]);
  show();
  expect(names()).toEqual(['threadlab-runLab']);
});

test('a heading sorts, and turns the order round', async () => {
  pass([row(1, { name: 'one', cpu: 1 }), row(2, { name: 'two', cpu: 2 })]);
  show();
  await userEvent.click(screen.getByRole('button', { name: 'PID' }));
  expect(names()).toEqual(['one', 'two']);
  expect(screen.getByRole('button', { name: 'PID' }).parentElement?.getAttribute('aria-sort')).toBe('ascending');
  await userEvent.click(screen.getByRole('button', { name: 'PID' }));
  expect(names()).toEqual(['two', 'one']);
});

test('the grid is one tab stop; arrows move and select, Enter opens, letters sort', async () => {
  pass([row(1, { name: 'one', cpu: 1 }), row(2, { name: 'two', cpu: 2 })]);
  show();
  await userEvent.tab();
  const grid = screen.getByRole('grid', { name: 'Processes' });
  expect(document.activeElement).toBe(grid);
  await userEvent.keyboard('{ArrowDown}');
  expect(useMonitor.getState().selected).toEqual({ pid: 1, startTicks: 1 });
  expect(document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.textContent).toBe('one');
  await userEvent.keyboard('{Enter}');
  expect(opened).toBe(1);
  await userEvent.keyboard('I');
  expect(names()).toEqual(['one', 'two']);
  await userEvent.tab();
  expect(grid.contains(document.activeElement)).toBe(false);
});

test('u shows the selected row’s user alone, and again all', async () => {
  pass([
    row(1, { name: 'one', cpu: 1, user: 'ada l' }),
    row(2, { name: 'two', cpu: 2, user: 'root' }),
    row(3, { name: 'three', cpu: 3, user: 'ada l' }),
  ]);
  show();
  await userEvent.click(screen.getByText('one'));
  await userEvent.keyboard('u');
  expect(names()).toEqual(['three', 'one']);
  expect(useMonitor.getState().filter.text).toBe('user="ada l"');
  await userEvent.keyboard('u');
  expect(names()).toHaveLength(3);
});

test('the order is held while the pointer or the focus rests on the rows', async () => {
  pass([row(1, { name: 'one', cpu: 1 }), row(2, { name: 'two', cpu: 2 })]);
  show();
  await userEvent.hover(screen.getByText('one'));
  pass([row(1, { name: 'one', cpu: 9 }), row(2, { name: 'two', cpu: 2 })]);
  expect(names()).toEqual(['two', 'one']);
  await userEvent.unhover(screen.getByText('one'));
  expect(names()).toEqual(['one', 'two']);
});

test('the focus stays in the table when the row that was clicked ends', async () => {
  pass([row(1, { name: 'one', cpu: 1 }), row(2, { name: 'two', cpu: 2 })]);
  show();
  await userEvent.click(screen.getByText('two'));
  pass([row(1, { name: 'one', cpu: 1 })]);
  pass([row(1, { name: 'one', cpu: 1 })]);
  expect(document.activeElement).toBe(screen.getByRole('grid'));
});

test('tells assistive technology how many rows there are, and draws only those that are seen', () => {
  pass(Array.from({ length: 1000 }, (_, index) => row(index + 1, { name: `p${index}`, cpu: 0 })));
  show();
  expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('1001');
  expect(screen.getAllByRole('row').length).toBeLessThan(60);
});

test('a filter that nothing matches says so and offers the way back', async () => {
  pass([row(1, { name: 'one', cpu: 1 })]);
  show();
  act(() => setFilter('no such thing'));
  await userEvent.click(screen.getByRole('button', { name: 'Clear the filter' }));
  expect(names()).toEqual(['one']);
});

test('where one number alone is in the way, the row nearest to it is named and offered', async () => {
  pass([row(1, { name: 'one', cpu: 0.34 })]);
  show();
  act(() => setFilter('cpu>4'));
  expect(screen.getByText(/The nearest is one \(1\) with 0.34 of a core. .*4 means 400%/)).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Try cpu>0.3' }));
  expect(names()).toEqual(['one']);
});

test('as a tree, the arrow keys open and close branches and lead to the row above; plus and minus do anywhere', async () => {
  act(() => takeShape('tree', 'name'));
  pass([
    row(1, { name: 'init', parentPid: 0, cpu: 0.1 }),
    row(2, { name: 'shell', parentPid: 1, cpu: 0.2 }),
    row(3, { name: 'make', parentPid: 2, cpu: 0.4 }),
  ]);
  show();
  const tree = screen.getByRole('treegrid', { name: 'Processes' });
  const line = (name: string) => screen.getAllByRole('row').find((one) => one.textContent.includes(name));
  expect(names()).toEqual(['init', 'shell', 'make']);
  expect([line('make')?.getAttribute('aria-level'), line('make')?.getAttribute('aria-expanded')]).toEqual(['3', null]);
  await userEvent.tab();
  expect(document.activeElement).toBe(tree);
  await userEvent.keyboard('{ArrowDown}{ArrowLeft}');
  expect(names()).toEqual(['init', 'shellΣ 2']);
  expect(line('shell')?.getAttribute('aria-expanded')).toBe('false');
  expect(cellsOf('shell')[3]).toBe('60.0');
  await userEvent.keyboard('{ArrowLeft}');
  expect(useMonitor.getState().selected?.pid).toBe(1);
  await userEvent.keyboard('-');
  expect(names()).toEqual(['initΣ 3']);
  await userEvent.keyboard('{ArrowRight}{ArrowDown}+');
  expect(names()).toEqual(['init', 'shell', 'make']);
  await userEvent.click(within(line('init') ?? document.body).getByRole('button', { name: 'Close the branch' }));
  expect(names()).toEqual(['initΣ 3']);
});

test('in groups, a group is opened by Enter and is no process to select', async () => {
  act(() => takeShape('grouped', 'user'));
  pass([
    row(1, { name: 'one', user: 'ada', cpu: 1 }),
    row(2, { name: 'two', user: 'ada', cpu: 2 }),
    row(3, { name: 'three', user: 'eve', cpu: 9 }),
  ]);
  show();
  expect(names()).toEqual(['eveΣ 1', 'adaΣ 2']);
  expect(cellsOf('ada').at(-1)).toBe('2 processes');
  await userEvent.click(screen.getByText('ada'));
  expect(useMonitor.getState().selected).toBeNull();
  await userEvent.keyboard('{Enter}');
  expect(names()).toEqual(['eveΣ 1', 'adaΣ 2', 'two', 'one']);
});
