import { expect, test, vi } from 'vitest';
import { defaultSettings } from '../../../shared/settings.ts';
import { useSettings } from '../../frame/currentSettings.ts';
import { takeShape, takeSnapshot } from '../store.ts';
import { snapshotOf } from '../testing/snapshots.ts';
import { saveTable } from './saveTable.ts';

const saved = vi.hoisted(() => vi.fn<(file: { fileName: string; base64: string }) => void>());
vi.mock('../../connection/backend.ts', () => ({ backend: {} }));
vi.mock('../../result/saveFile.ts', () => ({ saveFile: saved }));

test('where threads are the rows, threads are saved, with the columns that are shown and in their order', () => {
  useSettings.setState({ settings: { ...defaultSettings, threadColumns: ['state', 'history', 'name', 'cpu'] } });
  takeShape('threads', 'name');
  takeSnapshot(
    snapshotOf(
      [{ pid: 5, startTicks: 7, name: 'five' }],
      [{ pid: 5, tid: 6, startTicks: 8, name: 'worker', state: 'S', cpu: 0.5 }],
    ),
    1,
  );
  saveTable('csv');
  const [file] = saved.mock.lastCall ?? [];
  expect(file?.fileName).toMatch(/^threads-/u);
  expect(atob(file?.base64 ?? '')).toBe('pid,tid,startTicks,state,name,cpu\r\n5,6,8,S,worker,0.5\r\n');
});
