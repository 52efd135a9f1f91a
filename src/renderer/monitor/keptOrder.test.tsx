import { cleanup, render } from '@testing-library/react';
import { act } from 'react';
import { beforeEach, expect, test } from 'vitest';
import { ThreadlabError } from '../../shared/errors.ts';
import { settingsSchema, type Settings } from '../../shared/settings.ts';
import { useToasts } from '../controls/toastStore.ts';
import { useSettings } from '../frame/currentSettings.ts';
import { backend } from '../testing/backendDouble.ts';
import { sortAllThreads, sortOwnThreads, sortProcesses, turnBranch, useKeptOrder } from './keptOrder.ts';
import { initialMonitor, useMonitor } from './store.ts';
import { takeSnapshot } from './rows/takePass.ts';
import { snapshotOf } from './testing/snapshots.ts';

const { call } = backend;

function Follower() {
  useKeptOrder();
  return null;
}

/** What is on disk, as a window that is opened anew gets it. */
function openAnew(): void {
  cleanup();
  const { settings } = useSettings.getState();
  useMonitor.setState(initialMonitor, true);
  useSettings.setState({ settings: settingsSchema.parse(JSON.parse(JSON.stringify(settings))) });
  render(<Follower />);
}

beforeEach(() => {
  call.mockImplementation((_path, change: Partial<Settings>) =>
    Promise.resolve({ settings: settingsSchema.parse({ ...useSettings.getState().settings, ...change }) }),
  );
});

test('a window that is opened anew sorts as the last one did', () => {
  sortProcesses('pid');
  sortProcesses('pid');
  sortAllThreads('tid');
  sortOwnThreads('name');
  openAnew();
  const { sort, allThreadsSort, threadSort } = useMonitor.getState();
  expect(sort).toEqual({ field: 'pid', direction: 'descending' });
  expect(allThreadsSort).toEqual({ field: 'tid', direction: 'ascending' });
  expect(threadSort).toEqual({ field: 'name', direction: 'ascending' });
});

test('branches stay opened and closed; those of processes that have ended are forgotten', () => {
  takeSnapshot(snapshotOf([{ pid: 5, startTicks: 7, name: 'five' }]), 1);
  useMonitor.setState({ toggled: new Set(['4:4']) });
  turnBranch('5:7');
  turnBranch('group name five');
  openAnew();
  expect([...useMonitor.getState().toggled]).toEqual(['5:7', 'group name five']);
  turnBranch('group name five');
  expect([...useMonitor.getState().toggled]).toEqual([]);
});

test('where the settings cannot be kept, the table is sorted all the same, and it is said', async () => {
  render(<Follower />);
  call.mockRejectedValue(new ThreadlabError('noSpace', 'The disk is full.'));
  await act(async () => {
    sortProcesses('name');
    await Promise.resolve();
  });
  expect(useMonitor.getState().sort.field).toBe('name');
  expect(useToasts.getState().shown[0]?.text).toBe('The order of this table is not kept. The disk is full.');
});
