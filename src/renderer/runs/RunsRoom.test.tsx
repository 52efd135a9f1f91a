import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Watcher } from '../../shared/rpc/client.ts';
import type { RunSummary } from '../../shared/runs/contract.ts';
import { useToasts } from '../controls/toastStore.ts';
import { WithStatusLine } from '../frame/StatusLine.tsx';
import { useNavigation } from '../frame/navigation.ts';
import { completedRecord } from '../result/testing/records.ts';
import { backend } from '../testing/backendDouble.ts';
import { runRows } from './runRows.ts';
import { RunsRoom } from './RunsRoom.tsx';

const { call, subscribe } = backend;
let runs: readonly RunSummary[] = [];

type Readable = Extract<RunSummary, { readable: true }>;
const summary = (id: string, changes: Partial<Readable> = {}): Readable => ({
  readable: true,
  id,
  title: null,
  experiment: 'lock-contention',
  engines: ['wasm'],
  startedAt: `${id.slice(0, 10)}T12:00:00.000Z`,
  elapsed: 57,
  status: 'completed',
  outcome: 'passed',
  outcomeWords: '4 checks passed',
  sizeBytes: 1000,
  ...changes,
});
const broken: RunSummary = { readable: false, fileName: 'cut.json', reason: 'It ends in the middle.', sizeBytes: 10 };
const [older, newer] = [summary('2026-10-01-1200-aaaa', { title: 'before' }), summary('2026-10-02-1200-bbbb')];

beforeEach(() => {
  runs = [older, newer, broken];
  subscribe.mockImplementation((_path, _input, watcher: Watcher<{ folder: string; runs: readonly RunSummary[] }>) => {
    void watcher.onItem({ folder: '/data/runs', runs });
    return { update: () => undefined, close: () => undefined };
  });
  call.mockImplementation((path, { id }: { id: string }) =>
    Promise.resolve(path === 'runs.get' ? completedRecord({ id }) : {}),
  );
});

const show = () =>
  render(
    <WithStatusLine always={null}>
      <RunsRoom />
    </WithStatusLine>,
  );
const grid = () => screen.getByRole('grid', { name: 'Runs' });

test('lists runs newest first, and files that cannot be read with their reason', () => {
  show();
  const rows = within(grid()).getAllByRole('row').slice(1);
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringContaining('lock-contention'),
    expect.stringContaining('before'),
    expect.stringContaining('unreadable: It ends in the middle.'),
  ]);
});

test('of many runs only lines around those that are seen are drawn, and each knows its place among all', () => {
  runs = Array.from({ length: 500 }, (_, at) => summary(`2026-01-01-0000-${at}`));
  show();
  const rows = within(grid()).getAllByRole('row').slice(1);
  expect(rows.length).toBeLessThan(60);
  expect(rows[7]?.getAttribute('aria-rowindex')).toBe('9');
  expect(grid().getAttribute('aria-rowcount')).toBe('501');
});

test('opens the selected run’s result beside the list', async () => {
  show();
  expect(await screen.findByRole('figure', { name: /^Throughput over threads/ })).toBeDefined();
  expect(call).toHaveBeenCalledWith('runs.get', { id: newer.id }, expect.anything());
  grid().focus();
  await userEvent.keyboard('{ArrowDown}');
  expect(screen.getByRole('region', { name: 'before' })).toBeDefined();
});

test('says what an unreadable file is, and leaves it alone', async () => {
  show();
  grid().focus();
  await userEvent.keyboard('{End}{Delete}');
  expect(screen.getByText('cut.json cannot be read as a run')).toBeDefined();
  expect(call).not.toHaveBeenCalledWith('runs.delete', expect.anything());
});

test('shows the program of a run before it starts again, and starts it when told to alone', async () => {
  const parameters = { engine: ['any'], program: ['rm -r \u202emine'], cwd: ['/home/me'] };
  const request = { experiment: 'command', parameters, repeats: 1 };
  call.mockImplementation((path, { id }: { id: string }) =>
    Promise.resolve(path === 'runs.get' ? completedRecord({ id, experiment: 'command', request }) : {}),
  );
  show();
  await userEvent.click(screen.getByRole('button', { name: 'Run again' }));
  const dialog = await screen.findByRole('dialog', { name: 'Start this program on this machine?' });
  expect(within(dialog).getByText('rm -r \\u202emine')).toBeDefined();
  expect(within(dialog).getByText('/home/me')).toBeDefined();
  await userEvent.keyboard('{Enter}'); // Cancel has the focus
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(call).not.toHaveBeenCalledWith('lab.start', expect.anything());
  await userEvent.click(screen.getByRole('button', { name: 'Run again' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Start the program' }));
  await vi.waitFor(() => expect(call).toHaveBeenCalledWith('lab.start', request));
});

test('deletes at once and brings back with Undo', async () => {
  show();
  grid().focus();
  await userEvent.keyboard('{Delete}');
  expect(call).toHaveBeenCalledWith('runs.delete', { id: newer.id });
  await vi.waitFor(() => expect(useToasts.getState().shown).toHaveLength(1));
  useToasts.getState().shown[0]?.action?.onPick();
  expect(call).toHaveBeenCalledWith('runs.restore', { id: newer.id });
});

test('renames in place; Esc keeps the name', async () => {
  show();
  grid().focus();
  await userEvent.keyboard('{F2}after{Enter}');
  expect(call).toHaveBeenCalledWith('runs.rename', { id: newer.id, title: 'after' });
  call.mockClear();
  grid().focus();
  await userEvent.keyboard('{F2}never{Escape}');
  expect(call).not.toHaveBeenCalledWith('runs.rename', expect.anything());
});

test('runs again what was asked, without its seed, and goes to the Lab', async () => {
  show();
  grid().focus();
  await userEvent.keyboard('r');
  await vi.waitFor(() =>
    expect(useNavigation.getState().place).toEqual({ room: 'lab', experiment: 'lock-contention' }),
  );
  const { seed: _, ...request } = completedRecord().request;
  expect(call).toHaveBeenCalledWith('lab.start', request);
});

test('without any run says where they come from', async () => {
  runs = [];
  show();
  expect(screen.getByText('No run is kept yet')).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Open the Lab' }));
  expect(useNavigation.getState().place).toEqual({ room: 'lab' });
});

test.each([
  ['before', [older.id]],
  ['LOCK wasm', [newer.id, older.id]],
  ['unreadable', ['cut.json']],
  ['python', []],
])('the filter %j finds what bears all of its words', (text, found) => {
  const rows = runRows([older, newer, broken], text);
  expect(rows.map((run) => (run.readable ? run.id : run.fileName))).toEqual(found);
});
