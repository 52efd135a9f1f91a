/**
 * The built preload in a real Chromium, with a stand-in for `electron`: what the page sees of the desktop shell, and what
 * it does not. It checks our code; that Electron keeps the two worlds apart is Electron's to test.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';

const pageUrl = 'http://threadlab.test/';
const built = join(import.meta.dirname, '..', 'out', 'preload', 'preload.cjs');

/**
 * A page under the preload. `require` knows only `electron`, and of it only what a sandboxed preload may use; the port's
 * other end answers each text with the text and the number of the pair.
 */
async function openPage(page: Page): Promise<void> {
  const code = await readFile(built, 'utf8');
  const standIn = `{
    const listeners = new Map();
    const asked = [];
    let pairs = 0;
    const ipcRenderer = Object.freeze({
      on(channel, listener) { listeners.set(channel, listener); },
      send(channel, ...more) {
        asked.push([channel, ...more]);
        const { port1, port2 } = new MessageChannel();
        const pair = ++pairs;
        port1.onmessage = ({ data }) => port1.postMessage(data + ' ' + pair);
        listeners.get('threadlab:port-here')?.({ ports: [port2] });
      },
    });
    const require = (name) => {
      if (name !== 'electron') throw new Error('A sandboxed preload has no module ' + name);
      return Object.freeze({ ipcRenderer });
    };
    if (window === window.top) {
      window.addEventListener('test:asked', (event) => event.detail.push(...asked));
      const module = { exports: {} };
      (function (require, module, exports) { ${code}\n })(require, module, module.exports);
    }
  }`;
  await page.addInitScript({ content: standIn });
  await page.route('**/*', (route) => {
    const body = '<!doctype html><title>A page</title>';
    return route.fulfill({ contentType: 'text/html', body });
  });
  await page.goto(pageUrl);
}

/** Asks as the page does and says `hello` over the port: what comes back, or null where no port came. */
function greet(page: Page): Promise<string | null> {
  return page.evaluate(
    () =>
      new Promise<string | null>((resolve) => {
        window.addEventListener('message', function listen(event) {
          const [port] = event.ports;
          if (event.source !== window || event.data !== 'threadlab:port-here' || port === undefined) return;
          window.removeEventListener('message', listen);
          port.onmessage = ({ data }) => resolve(String(data));
          port.postMessage('hello');
        });
        window.postMessage('threadlab:port-wanted', window.location.origin);
        setTimeout(() => resolve(null), 3000);
      }),
  );
}

/** What the preload has sent to the main process so far. */
function asked(page: Page): Promise<unknown[]> {
  return page.evaluate(() => {
    const detail: unknown[] = [];
    window.dispatchEvent(new CustomEvent('test:asked', { detail }));
    return detail;
  });
}

test.describe('the preload', () => {
  let page: Page;
  test.beforeEach(async ({ browserProcess }, info) => {
    test.skip(info.project.name !== 'serve', 'it is the same in every project');
    if (typeof browserProcess === 'string') return test.skip(true, browserProcess);
    page = await browserProcess.newPage();
    await openPage(page);
  });
  test.afterEach(async () => {
    await page?.context().close();
  });

  test('hands the page a port that works', async () => {
    expect(await greet(page)).toBe('hello 1');
    expect(await asked(page)).toEqual([['threadlab:port-wanted']]);
  });

  test('asks for nothing by itself', async () => {
    expect(await asked(page)).toEqual([]);
  });

  test('gets a new port for each question and after a reload', async () => {
    expect(await greet(page)).toBe('hello 1');
    expect(await greet(page)).toBe('hello 2');
    await page.reload();
    expect(await greet(page)).toBe('hello 1');
  });

  test('leaves no way to Node or Electron in the page', async () => {
    const found = await page.evaluate(() =>
      ['require', 'process', 'module', 'exports', 'ipcRenderer', 'electron', 'Buffer', 'global'].filter(
        (name) => name in window,
      ),
    );
    expect(found).toEqual([]);
  });

  test('does not hear a frame inside the page, nor other words', async () => {
    await page.evaluate(async () => {
      const frame = document.createElement('iframe');
      frame.src = '/inner';
      const loaded = new Promise((resolve) => (frame.onload = resolve));
      document.body.append(frame);
      await loaded;
      frame.contentWindow?.window.eval("parent.postMessage('threadlab:port-wanted', '*')");
      for (const other of ['threadlab:port-here', 'port', { type: 'threadlab:port-wanted' }, null, 7]) {
        window.postMessage(other, window.location.origin);
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    expect(await asked(page)).toEqual([]);
    expect(await greet(page)).toBe('hello 1');
  });

  test('is small, and a script that a sandboxed window can load', async () => {
    const code = await readFile(built, 'utf8');
    expect(code.length).toBeLessThan(5000);
    expect(code).not.toMatch(/^\s*(import|export)\s/m);
    expect(code.match(/require\(["'`]([^"'`]+)["'`]\)/g)).toEqual([expect.stringContaining('electron')]);
  });
});
