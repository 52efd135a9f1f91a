import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { ThreadlabError } from '../../../shared/errors.ts';
import { encodeLaneBatch } from '../../../shared/monitor/laneCodec.ts';
import { inFutex, laneBatchOf, type MadeBatch, type MadeLane } from '../../../shared/monitor/testing/laneBatches.ts';
import type { Watcher } from '../../../shared/rpc/client.ts';
import { backend } from '../../testing/backendDouble.ts';
import { joinPass } from '../rows/passRows.ts';
import { rest, type ProcessRow } from '../store.ts';
import { fakeLayout } from '../testing/fakeLayout.ts';
import { snapshotOf } from '../testing/snapshots.ts';
import { LanesTab } from './LanesTab.tsx';

let listeners: Watcher<Uint8Array>[] = [];
let closed = 0;

beforeEach(() => {
  fakeLayout();
  listeners = [];
  closed = 0;
  backend.subscribe.mockImplementation((_path, _input, listener: Watcher<Uint8Array>) => {
    listeners.push(listener);
    return { update: () => undefined, close: () => void (closed += 1) };
  });
});

const snapshot = snapshotOf([{ pid: 800, startTicks: 400, name: 'ingest' }]);
const rows: ProcessRow[] = joinPass(snapshot.processes, 'pid', 'startTicks', null);
const show = () => {
  const [row] = rows;
  return row === undefined ? null : render(<LanesTab row={row} rowHeight={24} />);
};
const lanes: MadeLane[] = [
  { name: 'sleeper', tid: 801, cell: () => ({ channel: inFutex }) },
  { name: 'spinner', tid: 802, cell: (sample) => ({ run: 0.98, wait: 0.02, state: 'R', cpu: sample < 400 ? 0 : 1 }) },
];
const come = (made: Partial<MadeBatch> & { to: number }) =>
  act(async () => listeners.at(-1)?.onItem(encodeLaneBatch(laneBatchOf({ lanes, ...made }))));
const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('gridcell')[0]?.textContent);

test('each thread is a row with its shares in words, the busiest first, and what stands out is said', async () => {
  show();
  expect(screen.getByText(/first lanes come in a moment/)).toBeDefined();
  await come({ to: 250 });
  await come({ from: 250, to: 500 });
  expect(names()).toEqual(['spinner', 'sleeper']);
  const [spinner, sleeper] = screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.textContent);
  expect(spinner).toContain('Running 98%, Waiting for a CPU 2%');
  expect(sleeper).toContain('Lock 100%');
  expect(screen.getByRole('list', { name: 'What stands out' }).textContent).toContain(
    'spinner (802) was on a CPU 98% of the last 10 s, and by itself never gave it up. It may be spinning, or computing',
  );
  expect(screen.getByText(/50 samples a second, this process alone/)).toBeDefined();
});

test('the keyboard reads a lane sample by sample, and second by second', async () => {
  show();
  await come({ to: 500 });
  await userEvent.tab();
  await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}');
  expect(screen.getAllByText(/spinner \(802\), now: Running 98%.* last on CPU 1$/)).not.toHaveLength(0);
  await userEvent.keyboard('{Shift>}{Control>}{ArrowLeft}{ArrowLeft}{ArrowLeft}{/Control}{/Shift}');
  expect(screen.getAllByText(/spinner \(802\), 3 s ago: .* last on CPU 0$/)).not.toHaveLength(0);
});

test('a held order stays while the lanes go on, and a frozen instant while the samples wait', async () => {
  const other: MadeLane[] = lanes.map((lane) => ({
    ...lane,
    cell: lanes[lane.tid === 801 ? 1 : 0]?.cell ?? (() => null),
  }));
  show();
  await come({ to: 500 });
  act(() => rest('pointer', true));
  await come({ lanes: other, from: 500, to: 1400 });
  expect(names()).toEqual(['spinner', 'sleeper']);
  act(() => rest('pointer', false));
  await come({ lanes: other, from: 1400, to: 1410 });
  expect(names()).toEqual(['sleeper', 'spinner']);
  await userEvent.tab();
  await userEvent.keyboard('z');
  await come({ from: 1410, to: 2400 });
  expect(screen.getAllByRole('row')[1]?.textContent).toContain('Running 98%');
  await userEvent.keyboard('z');
  expect(screen.getAllByRole('row')[1]?.textContent).toContain('Lock 100%');
  expect(names()).toEqual(['sleeper', 'spinner']); // the focus rests on them
});

test('says why there are no lanes, asks again when told to, and leaves with the tab', async () => {
  const shown = show();
  act(() => listeners[0]?.onError(new ThreadlabError('processGone', 'Process 800 has ended.')));
  expect(screen.getByText('Process 800 has ended.')).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await come({ to: 10, ended: true });
  expect(screen.getByText(/These are its last seconds/)).toBeDefined();
  shown?.unmount();
  expect(listeners).toHaveLength(2);
  expect(closed).toBe(2);
});
