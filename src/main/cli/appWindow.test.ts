/** What a browser is started with, and the page that leads it on; the browser is a script that notes its arguments. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { folderFor, openAppWindow } from './appWindow.ts';
import { launchPageText, writeLaunchPage } from './launchPage.ts';

const folder = mkdtempSync(join(tmpdir(), 'threadlab-app-window-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const link = 'http://127.0.0.1:8765/#ticket=Zk3-_secret';
const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('the page that leads to a link', () => {
  test('is for its owner alone, and its address does not hold the link', () => {
    const page = writeLaunchPage(link, join(folder, 'made', 'for it'));
    const file = fileURLToPath(page.url);
    expect(page.url).not.toContain('secret');
    expect([modeOf(file), modeOf(dirname(file))]).toEqual([0o600, 0o700]);
    page.remove();
    page.remove();
    expect(existsSync(dirname(file))).toBe(false);
  });

  test.each([link, `http://h/#"'</script><script>alert(1)//&amp;\\u003c`, 'http://h/#<!--<script>'])(
    'goes on to %j and to nothing else',
    (to) => {
      const text = launchPageText(to);
      expect(text.match(/<\/?script|<!--/g)).toEqual(['<script', '</script']);
      const replace = vi.fn<(url: string) => void>();
      const script = /<script>(.*)<\/script>/.exec(text)?.[1] ?? '';
      runInNewContext(script, { location: { replace } });
      expect(replace.mock.calls).toEqual([[to]]);
    },
  );
});

describe.skipIf(process.platform === 'win32')('an app window', () => {
  test('is asked for without the ticket in a command line that every user can read', async () => {
    const browser = join(folder, 'chromium');
    const noted = join(folder, 'arguments');
    writeFileSync(browser, `#!/bin/sh\nprintf '%s\\n' "$@" > "$NOTED.new" && mv "$NOTED.new" "$NOTED"\n`, {
      mode: 0o755,
    });
    const report = vi.fn<(words: string) => void>();
    const remove = openAppWindow(browser, link, { ...process.env, HOME: folder, NOTED: noted }, report);
    await vi.waitFor(() => expect(existsSync(noted)).toBe(true), { timeout: 10_000 });
    const [argument = '', ...others] = readFileSync(noted, 'utf8').trim().split('\n');
    expect(others).toEqual([]);
    expect(argument).toMatch(/^--app=file:\/\/\//);
    expect(argument).not.toContain('secret');
    const file = fileURLToPath(argument.slice('--app='.length));
    expect(readFileSync(file, 'utf8')).toBe(launchPageText(link));
    remove();
    expect(existsSync(file)).toBe(false);
    expect(report).not.toHaveBeenCalled();
  });

  test('that cannot be opened is told, and its page does not stay', async () => {
    const files = join(folder, 'files');
    mkdirSync(files);
    vi.stubEnv('TMPDIR', files);
    const said = new Promise<string>((resolve) => {
      openAppWindow(join(folder, 'none'), link, {}, resolve);
    });
    expect(await said).toMatch(/none could not be opened: .*ENOENT/);
    expect(readdirSync(files)).toEqual([]);
    vi.unstubAllEnvs();
  });
});

test('Chromium as a snap is given its page where it can read it, any other browser in the folder for such files', () => {
  const snap = (path: string) => path === '/snap/bin/chromium';
  const own = join(homedir(), 'snap', 'chromium', 'common');
  expect(folderFor('/usr/bin/chromium-browser', { HOME: homedir() }, snap)).toBe(own);
  expect(folderFor('/usr/bin/google-chrome', { HOME: homedir() }, snap)).toBe(tmpdir());
  expect(folderFor('/usr/bin/chromium', { HOME: homedir() }, () => false)).toBe(tmpdir());
});
