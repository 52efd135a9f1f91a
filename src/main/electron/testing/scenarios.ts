/** What the desktop shell must do, played against the stand-in. `start` loads the built bundle; an assertion that fails ends the child. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contract } from '../../../shared/contract.ts';
import { createClient } from '../../../shared/rpc/client.ts';
import { portConnection } from '../../../shared/rpc/portConnection.ts';
import type { MessagePort } from 'node:worker_threads';
import * as electron from './electron.ts';

type Scenario = (start: () => Promise<void>) => Promise<void>;

const page = 'threadlab://app/';
const folder = () => process.env['THREADLAB_DATA'] ?? '';

async function until<T>(what: string, look: () => T | undefined | null | false): Promise<T> {
  for (let n = 0; n < 3000; n += 1) {
    const found = look();
    if (found !== undefined && found !== null && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`In vain waited for: ${what}. ${electron.asked.errors.join(' ')}`);
}

const openedWindow = () => until('a window that is shown', () => electron.BrowserWindow.all.find(({ shown }) => shown));

/** What the preload does for the page: asks, and gets what was posted to the frame. */
function askForPort(window: electron.BrowserWindow, senderFrame: electron.Frame | null = window.webContents.mainFrame) {
  electron.ipcMain.emit('threadlab:port-wanted', { sender: window.webContents, senderFrame });
}

async function nextPort(frame: electron.Frame): Promise<MessagePort> {
  const { channel, ports } = await until('a port', () => frame.posted.shift());
  assert.equal(channel, 'threadlab:port-here');
  const [port, ...more] = ports;
  assert.ok(port !== undefined && more.length === 0);
  return port;
}

function clientOver(port: MessagePort) {
  return createClient(
    contract,
    portConnection({
      post: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', listener),
      onClose: (listener) => port.on('close', listener),
      close: () => port.close(),
    }),
  );
}

async function connectPage(window: electron.BrowserWindow) {
  askForPort(window);
  return clientOver(await nextPort(window.webContents.mainFrame));
}

export const scenarios: Readonly<Record<string, Scenario>> = {
  async 'opens a sandboxed window on the page, and answers it over a port'(start) {
    await start();
    const window = await openedWindow();
    const { preload, ...preferences } = window.options.webPreferences ?? {};
    assert.match(preload ?? '', /preload\.cjs$/);
    assert.deepEqual(preferences, {
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      spellcheck: false,
    });
    assert.equal(electron.app.sandboxed, true);
    assert.equal(window.webContents.mainFrame.url, page);
    const about = await (await connectPage(window)).call('app.about', {});
    assert.equal(about.shell, 'electron');
    assert.equal(about.readOnly, false);
    assert.equal(about.dataFolder, folder());
    assert.equal(electron.menus.length, 1);
    assert.ok(electron.app.paths.get('userData')?.startsWith(folder()));
  },

  async 'serves the page under its own scheme with a policy, and no other file'(start) {
    await start();
    await openedWindow();
    assert.deepEqual(electron.privileged, [
      { scheme: 'threadlab', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
    const { handler } = electron.session.defaultSession;
    assert.ok(handler !== null);
    const answer = await handler(new Request(page));
    assert.equal(answer.status, 200);
    assert.match(await answer.text(), /<!doctype html>/i);
    const policy = answer.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe|\*|http|ws:/);
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    const refused = [
      'threadlab://app/../package.json',
      'threadlab://app/%2e%2e/%2e%2e/package.json',
      'threadlab://app/..%2f..%2fpackage.json',
      'threadlab://app//etc/passwd',
      'threadlab://other/index.html',
      'threadlab://app/nothing.js',
    ];
    for (const url of refused) assert.equal((await handler(new Request(url))).status, 404, url);
    assert.equal((await handler(new Request(page, { method: 'POST' }))).status, 404);
  },

  async 'goes nowhere else, opens nothing, embeds nothing'(start) {
    await start();
    const { webContents } = await openedWindow();
    const goes = (event: string, details: object) => {
      const sent = Object.assign(electron.preventable(), details);
      webContents.emit(event, sent);
      return !sent.prevented;
    };
    for (const url of [
      'https://example.org/',
      'file:///etc/passwd',
      'threadlab://other/',
      'threadlab://app/x',
      'javascript:1',
    ]) {
      assert.equal(goes('will-navigate', { url }), false, url);
      assert.equal(goes('will-frame-navigate', { url, isMainFrame: true }), false, url);
      assert.equal(goes('will-redirect', { url }), false, url);
    }
    assert.equal(goes('will-navigate', { url: page }), true);
    assert.equal(goes('will-navigate', { url: `${page}#lab` }), true);
    assert.equal(goes('will-frame-navigate', { url: page, isMainFrame: false }), false);
    assert.equal(goes('will-attach-webview', {}), false);
    assert.deepEqual(webContents.openHandler?.({ url: page } as never), { action: 'deny' });
  },

  async 'grants no permission'(start) {
    await start();
    await openedWindow();
    const { requestHandler, checkHandler, deviceHandler, displayHandler } = electron.session.defaultSession;
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'openExternal',
      'clipboard-read',
      'fullscreen',
    ] as const) {
      const decided: boolean[] = [];
      requestHandler?.({} as never, permission, (granted) => decided.push(granted), {} as never);
      assert.deepEqual(decided, [false], permission);
    }
    assert.equal(checkHandler?.(null, 'media', page, {} as never), false);
    assert.equal(deviceHandler?.({} as never), false);
    const streams: unknown[] = [];
    displayHandler?.({} as never, (given) => streams.push(given));
    assert.deepEqual(streams, [{}]);
  },

  async 'gives no port to anyone but the page in its window'(start) {
    await start();
    const window = await openedWindow();
    const foreign = [
      new electron.Frame('https://example.org/'),
      new electron.Frame('threadlab://other/'),
      new electron.Frame('about:blank'),
      new electron.Frame(page), // a sub-frame: not the main frame of the window
    ];
    for (const frame of foreign) askForPort(window, frame);
    askForPort(window, null);
    const stranger = new electron.WebContents();
    stranger.mainFrame = new electron.Frame(page);
    electron.ipcMain.emit('threadlab:port-wanted', { sender: stranger, senderFrame: stranger.mainFrame });
    const moved = window.webContents.mainFrame;
    moved.url = 'https://example.org/';
    askForPort(window, moved);
    moved.url = page;
    await connectPage(window); // and only this one is answered
    assert.deepEqual(
      [...foreign, stranger.mainFrame, moved].flatMap(({ posted }) => posted),
      [],
    );
  },

  async 'gives a reloaded page a new port and ends the old one'(start) {
    await start();
    const window = await openedWindow();
    const before = await connectPage(window);
    const ended = new Promise<string>((resolve) => before.onClose(resolve));
    window.webContents.mainFrame = new electron.Frame(page);
    const after = await connectPage(window);
    assert.equal(await ended, 'The page was loaded again.');
    assert.equal((await after.call('app.about', {})).shell, 'electron');
    await assert.rejects(before.call('app.about', {}), { code: 'connectionLost' });
  },

  async 'closes a port over which nonsense comes, and gives the next'(start) {
    await start();
    const window = await openedWindow();
    askForPort(window);
    const port = await nextPort(window.webContents.mainFrame);
    const closed = once(port, 'close');
    port.on('message', () => undefined); // the reason, which is said before it closes
    port.postMessage({ not: 'a frame' });
    await closed;
    assert.equal((await (await connectPage(window)).call('app.about', {})).shell, 'electron');
  },

  async 'makes a save dialog of what the page exports, and of nothing else'(start) {
    await start();
    await openedWindow();
    const download = (url: string, fileName: string) => {
      const item = new electron.Download(url, fileName);
      const event = electron.preventable();
      electron.session.defaultSession.emit('will-download', event, item);
      return { item, event };
    };
    const { item, event } = download(`blob:${page}1b9d6bcd`, 'run.svg');
    assert.equal(event.prevented, false);
    assert.equal(item.options?.title, 'Save run.svg');
    assert.equal(item.options?.defaultPath, '/home/someone/Downloads/run.svg');
    assert.deepEqual(item.options?.filters, [
      { name: 'Figure (SVG)', extensions: ['svg'] },
      { name: 'All files', extensions: ['*'] },
    ]);
    item.path = '/home/someone/figures/run.svg';
    item.emit('done', {}, 'completed');
    assert.equal(download(`blob:${page}2`, 'run.csv').item.options?.defaultPath, '/home/someone/figures/run.csv');
    assert.equal(download(`blob:${page}3`, '../../.bashrc').item.options?.defaultPath, '/home/someone/figures/.bashrc');
    const failing = download(`blob:${page}4`, 'run.png').item;
    failing.emit('done', {}, 'interrupted');
    assert.match(electron.asked.errors.join(), /^run\.png was not saved/);
    for (const url of [
      'https://example.org/x.svg',
      'blob:https://example.org/1',
      'data:text/plain,x',
      `${page}index.html`,
    ]) {
      assert.equal(download(url, 'x.svg').event.prevented, true, url);
    }
  },

  async 'shows its window when it is started a second time'(start) {
    await start();
    const window = await openedWindow();
    window.minimized = true;
    electron.app.emit('second-instance', {}, [], '/');
    assert.equal(window.minimized, false);
    assert.equal(window.focused, 1);
    assert.equal(electron.BrowserWindow.all.length, 1);
  },

  async 'leaves at once where it runs already'(start) {
    electron.app.locked = false;
    const ended = once(electron.app, 'test-ended');
    await start();
    assert.deepEqual(await ended, [0]);
    assert.equal(electron.BrowserWindow.all.length, 0);
  },

  async 'keeps where its window was'(start) {
    const kept = { bounds: { x: 300, y: 200, width: 1400, height: 820 }, maximized: true };
    await writeFile(join(folder(), 'window.json'), JSON.stringify(kept));
    await start();
    const window = await openedWindow();
    assert.deepEqual(window.bounds, kept.bounds);
    await until('a maximized window', () => window.maximized);
    window.bounds = { x: 10, y: 20, width: 1300, height: 810 };
    window.maximized = false;
    const ended = once(electron.app, 'test-ended');
    window.close();
    await ended;
    assert.deepEqual(JSON.parse(await readFile(join(folder(), 'window.json'), 'utf8')), {
      bounds: { x: 10, y: 20, width: 1300, height: 810 },
      maximized: false,
    });
  },

  async 'offers to load a page again that has crashed'(start) {
    await start();
    const window = await openedWindow();
    window.webContents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 });
    assert.equal(electron.asked.boxes.length, 0);
    window.webContents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 5 });
    await until('a reload', () => window.webContents.reloads === 1);
    assert.deepEqual(electron.asked.boxes[0]?.buttons, ['Load it again', 'Quit']);
    electron.asked.answer = 1;
    const ended = once(electron.app, 'test-ended');
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    assert.deepEqual(await ended, [0]);
  },

  async 'ends the backend before it ends'(start) {
    await start();
    const window = await openedWindow();
    const client = await connectPage(window);
    const told = new Promise<string>((resolve) => client.onClose(resolve));
    const ended = once(electron.app, 'test-ended');
    window.close();
    assert.equal(await told, 'The backend has ended.');
    assert.deepEqual(await ended, [0]);
  },

  async 'says why it cannot start'(start) {
    await writeFile(join(folder(), 'runs'), 'a file where the folder of runs should be');
    const ended = once(electron.app, 'test-ended');
    await start();
    assert.deepEqual(await ended, [1]);
    assert.match(electron.asked.errors.join(), /^Threadlab cannot start: .{10,}/);
  },
};
