import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { dataFolder } from './dataFolder.ts';

test.each<[string, NodeJS.ProcessEnv, NodeJS.Platform, string]>([
  ['what the person set', { THREADLAB_DATA: '/data/tl', XDG_DATA_HOME: '/xdg' }, 'linux', '/data/tl'],
  ['the XDG data home', { XDG_DATA_HOME: '/xdg', HOME: '/home/a' }, 'linux', '/xdg/threadlab'],
  [
    'its default where XDG_DATA_HOME is relative',
    { XDG_DATA_HOME: 'xdg', HOME: '/home/a' },
    'linux',
    '/home/a/.local/share/threadlab',
  ],
  [
    'its default where nothing is set',
    { HOME: '/home/a', THREADLAB_DATA: '' },
    'linux',
    '/home/a/.local/share/threadlab',
  ],
  ["the Mac's place", { HOME: '/Users/a' }, 'darwin', '/Users/a/Library/Application Support/Threadlab'],
])('is %s', (_, environment, platform, folder) => expect(dataFolder(environment, platform)).toBe(folder));

test('is absolute where a relative path was set', () => {
  expect(dataFolder({ THREADLAB_DATA: 'here' }, 'linux')).toBe(resolve('here'));
});
