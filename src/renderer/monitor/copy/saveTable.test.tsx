import { expect, test, vi } from 'vitest';
import { defaultSettings } from '../../../shared/settings.ts';
import { useSettings } from '../../frame/currentSettings.ts';
import { takeShape } from '../store.ts';
import { takeSnapshot } from '../rows/takePass.ts';
import { snapshotOf } from '../testing/snapshots.ts';
import { saveTable } from './saveTable.ts';

/** What the page would offer as a download; jsdom has none. */
function savedBy(save: () => void): { fileName: string; bytes: Blob } {
  vi.useFakeTimers();
  const made: Blob[] = [];
  vi.stubGlobal('URL', {
    createObjectURL: (blob: Blob) => `blob:${made.push(blob)}`,
    revokeObjectURL: () => undefined,
  });
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
  save();
  const [link] = click.mock.contexts;
  const [bytes] = made;
  if (!(link instanceof HTMLAnchorElement) || bytes === undefined) throw new Error('Nothing was saved.');
  expect(link.href).toBe('blob:1');
  return { fileName: link.download, bytes };
}

test('where threads are the rows, threads are saved, with the columns that are shown and in their order', async () => {
  useSettings.setState({ settings: { ...defaultSettings, threadColumns: ['state', 'history', 'name', 'cpu'] } });
  takeShape('threads', 'name');
  takeSnapshot(
    snapshotOf(
      [{ pid: 5, startTicks: 7, name: 'five' }],
      [{ pid: 5, tid: 6, startTicks: 8, name: 'worker', state: 'S', cpu: 0.5 }],
    ),
    1,
  );
  const { fileName, bytes } = savedBy(() => saveTable('csv'));
  expect(fileName).toMatch(/^threads-/u);
  expect(await bytes.text()).toBe('pid,tid,startTicks,state,name,cpu\r\n5,6,8,S,worker,0.5\r\n');
});
