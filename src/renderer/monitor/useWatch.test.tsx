import { render } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { WatchRequest } from '../../shared/monitor/contract.ts';
import { encodeSnapshot } from '../../shared/monitor/snapshotCodec.ts';
import type { Watcher } from '../../shared/rpc/client.ts';
import { backend } from '../testing/backendDouble.ts';
import { spans } from './rows/spanHistory.ts';
import { histories, select, useMonitor } from './store.ts';
import { snapshotOf } from './testing/snapshots.ts';
import { useWatch } from './useWatch.ts';

const asked: WatchRequest[] = [];

function Watcher() {
  useWatch();
  return null;
}

const setHidden = (hidden: boolean) => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  document.dispatchEvent(new Event('visibilitychange'));
};
const bytes = (...pids: number[]) =>
  encodeSnapshot(snapshotOf(pids.map((pid) => ({ pid, startTicks: pid, name: `p${pid}`, cpu: 0.5 }))));

test('a window that cannot be seen asks for what its histories need, goes on with them, and draws nothing', async () => {
  let handlers: Watcher<Uint8Array> | undefined;
  backend.call.mockReturnValue(new Promise(() => undefined));
  backend.subscribe.mockImplementation((_path, input: WatchRequest, watcher: Watcher<Uint8Array>) => {
    handlers = watcher;
    asked.push(input);
    return { update: (next: WatchRequest) => void asked.push(next), close: () => undefined };
  });
  const clock = vi.spyOn(performance, 'now').mockReturnValue(1000);
  render(<Watcher />);
  await handlers?.onItem(bytes(7, 8));
  select({ pid: 7, startTicks: 7 });
  const drawn = useMonitor.getState().snapshot;
  expect(drawn).not.toBeNull();
  expect(asked.at(-1)?.threadsOf).toEqual([{ pid: 7, startTicks: 7 }]);

  setHidden(true);
  expect(asked.at(-1)).toMatchObject({ processFields: ['pid', 'startTicks', 'cpu'], threadFields: [], threadsOf: [] });
  const drawings = vi.fn<() => void>();
  const stop = useMonitor.subscribe(drawings);
  clock.mockReturnValue(2000);
  await handlers?.onItem(bytes(7, 9));
  expect(drawings).not.toHaveBeenCalled();
  expect(useMonitor.getState().snapshot).toBe(drawn);
  expect(histories.processes.pointsOf('7:7')).toHaveLength(2);
  expect(histories.machine.rowsOf(spans[0])).toHaveLength(2);
  expect(histories.followed.rowsOf('7:7', spans[0]).map(({ values }) => values.cpu)).toEqual([0.5, 0.5]);
  stop();
  clock.mockRestore();

  setHidden(false);
  expect(asked.at(-1)?.threadsOf).toEqual([{ pid: 7, startTicks: 7 }]);
  await handlers?.onItem(bytes(7, 9));
  expect(useMonitor.getState().shown.map(({ id, status }) => [id, status])).toEqual([
    [7, 'live'],
    [9, 'live'],
  ]);
});
