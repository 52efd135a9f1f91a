import { mkdtemp, readdir, readFile, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultSettings, settingsContract, type Settings } from '../../shared/settings.ts';
import { createClient } from '../../shared/rpc/client.ts';
import { memoryPair } from '../../shared/rpc/memoryPair.ts';
import { createServer } from '../../shared/rpc/server.ts';
import { createSettings } from './handlers.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'threadlab-settings-'));
  file = join(folder, 'settings.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function openRoom() {
  const room = await createSettings({ file });
  const [near, far] = memoryPair();
  const contract = { settings: settingsContract };
  createServer(contract, { settings: room.handlers }, far, { readOnly: false, report: expect.unreachable });
  const rpc = createClient(contract, near);
  const first = () =>
    new Promise<{ settings: Settings; refused: string[] }>((resolve, reject) => {
      rpc.subscribe('settings.watch', {}, { onItem: resolve, onError: reject });
    });
  return { room, rpc, first };
}

describe('settings', () => {
  test('are the defaults where there is no file, and none is made for looking', async () => {
    const { first } = await openRoom();
    expect(await first()).toEqual({ settings: defaultSettings, refused: [] });
    expect(await readdir(folder)).toEqual([]);
  });

  test('keep a change, also for the next start, in a folder that was not there', async () => {
    file = join(folder, 'new', 'settings.json');
    const { rpc } = await openRoom();
    await rpc.call('settings.change', { theme: 'dark' });
    const { first } = await openRoom();
    expect((await first()).settings).toEqual({ ...defaultSettings, theme: 'dark' });
    expect(await readdir(join(folder, 'new'))).toEqual(['settings.json']);
  });

  test('tell every watcher of a change', async () => {
    const { rpc } = await openRoom();
    const seen: number[] = [];
    await new Promise<void>((resolve, reject) => {
      rpc.subscribe(
        'settings.watch',
        {},
        {
          onItem({ settings }) {
            seen.push(settings.interval);
            if (seen.length === 1) rpc.call('settings.change', { interval: 2 }).catch(reject);
            else resolve();
          },
          onError: reject,
        },
      );
    });
    expect(seen).toEqual([1, 2]);
  });

  test('replace a bad value by its default, say which, and keep the rest', async () => {
    await writeFile(file, JSON.stringify({ theme: 'dark', interval: 99, cpuScale: 7, gateSteal: -1 }));
    const { first } = await openRoom();
    const { settings, refused } = await first();
    expect(settings).toEqual({ ...defaultSettings, theme: 'dark' });
    expect(refused).toEqual([
      'settings.json: interval cannot be 99; 1 is used.',
      'settings.json: cpuScale cannot be 7; "core" is used.',
      'settings.json: gateSteal cannot be -1; 0.03 is used.',
    ]);
  });

  test('keep what a newer version wrote', async () => {
    await writeFile(file, JSON.stringify({ theme: 'dark', hologram: true }));
    const { rpc } = await openRoom();
    await rpc.call('settings.change', { interval: 2 });
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ theme: 'dark', interval: 2, hologram: true });
  });

  test.each(['{"theme":', '[1]', 'null', ''])(
    'move a file aside that holds %j, and go on with the defaults',
    async (text) => {
      await writeFile(file, text);
      const { first, rpc } = await openRoom();
      expect((await first()).settings).toEqual(defaultSettings);
      expect((await first()).refused).toHaveLength(1);
      await rpc.call('settings.change', { theme: 'light' });
      expect(await readFile(`${file}.unreadable`, 'utf8')).toBe(text);
      expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ theme: 'light' });
    },
  );

  test('refuse a change out of range and stay as they were', async () => {
    const { rpc, room } = await openRoom();
    await expect(rpc.call('settings.change', { interval: 0 })).rejects.toMatchObject({ code: 'badInput' });
    expect(room.current()).toEqual(defaultSettings);
    expect(await readdir(folder)).toEqual([]);
  });

  test('lose none of many changes made at once, from two backends', async () => {
    const [one, two] = [await openRoom(), await openRoom()];
    await Promise.all([
      one.rpc.call('settings.change', { theme: 'dark' }),
      one.rpc.call('settings.change', { interval: 3 }),
    ]);
    await two.rpc.call('settings.change', { budget: 0.2 });
    const { first } = await openRoom();
    expect((await first()).settings).toMatchObject({ theme: 'dark', interval: 3, budget: 0.2 });
  });

  test('say that the file cannot be written, and stay as they were', async () => {
    await mkdir(file); // a folder where the file should be: refused for root as well
    const { rpc, room } = await openRoom();
    await writeFile(`${file}.unreadable`, 'in the way of moving the folder aside');
    await expect(rpc.call('settings.change', { theme: 'dark' })).rejects.toMatchObject({ code: 'notPermitted' });
    expect(room.current()).toEqual(defaultSettings);
  });
});
