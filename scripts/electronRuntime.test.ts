/** Electron's own installer, bounded: it is run from a copy of its package, against servers that answer badly or not at all. */
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { electronPackage, fetchRuntime, sizeOf } from './electronRuntime.mjs';

const undo: (() => void)[] = [];
afterEach(() => {
  for (const each of undo.splice(0)) each();
});

/** Inside the checkout, where the installer finds the packages that it imports. */
function copyOfPackage(): string {
  const cache = join(electronPackage, '..', '..', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'test-electron-'));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  for (const file of ['package.json', 'install.js', 'checksums.json'])
    copyFileSync(join(electronPackage, file), join(folder, file));
  return folder;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  undo.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}/`;
}

const mirror = (listener: RequestListener) => listen(createServer(listener));

function environment(folder: string, more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: folder, electron_config_cache: join(folder, 'cache'), ...more };
}

function endIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended, as it should.
  }
}

test('gives up on a proxy that accepts and never answers', async () => {
  const folder = copyOfPackage();
  let connections = 0;
  const proxy = await listen(
    createTcpServer((socket) => {
      connections++;
      socket.on('error', () => socket.destroy());
      undo.push(() => socket.destroy());
    }),
  );
  const env = environment(folder, { HTTPS_PROXY: proxy, https_proxy: proxy });
  expect(await fetchRuntime({ folder, env, stall: 3000 })).toBe('nothing came for 3 s');
  expect(connections).toBeGreaterThan(0);
});

test('says what a mirror answered', async () => {
  const folder = copyOfPackage();
  const url = await mirror((_, response) => response.writeHead(404).end());
  expect(await fetchRuntime({ folder, env: environment(folder, { ELECTRON_MIRROR: url }) })).toContain('404');
});

test('says that a mirror cannot be reached', async () => {
  const folder = copyOfPackage();
  const env = environment(folder, { ELECTRON_MIRROR: 'http://127.0.0.1:1/' });
  expect(await fetchRuntime({ folder, env })).toBe('its server cannot be reached');
});

test('lets a slow mirror finish, and refuses what does not have the right checksum', async () => {
  const folder = copyOfPackage();
  const url = await mirror((_, response) => {
    let sent = 0;
    const drip = setInterval(() => {
      response.write('x');
      if (++sent < 16) return;
      clearInterval(drip);
      response.end();
    }, 250);
  });
  const reason = await fetchRuntime({ folder, env: environment(folder, { ELECTRON_MIRROR: url }), stall: 3000 });
  expect(reason).toMatch(/checksum/i);
});

test('stops a mirror that drips for ever', async () => {
  const folder = copyOfPackage();
  const url = await mirror((_, response) => {
    const drip = setInterval(() => response.write('x'), 100);
    undo.push(() => clearInterval(drip));
  });
  const reason = await fetchRuntime({ folder, env: environment(folder, { ELECTRON_MIRROR: url }), total: 2000 });
  expect(reason).toBe('it took longer than 2 s');
});

test.skipIf(process.platform === 'win32')(
  'Ctrl+C while it fetches ends the installer too, and leaves none of its files',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'threadlab-installer-'));
    undo.push(() => rmSync(folder, { recursive: true, force: true }));
    const noted = join(folder, 'noted.json');
    writeFileSync(
      join(folder, 'install.js'),
      `const { renameSync, writeFileSync } = require('node:fs');
      writeFileSync(process.env.TMPDIR + '/part', 'half of it');
      writeFileSync('${noted}.new', JSON.stringify({ pid: process.pid, downloads: process.env.TMPDIR }));
      renameSync('${noted}.new', '${noted}');
      setInterval(() => undefined, 1000);`,
    );
    const fetching = `import { fetchRuntime } from ${JSON.stringify(join(import.meta.dirname, 'electronRuntime.mjs'))};
      await fetchRuntime({ folder: ${JSON.stringify(folder)} });
      process.exit(7); // it goes on, as if nothing had been asked`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', fetching]);
    const ended = new Promise((done) => child.on('close', (code, signal) => done(signal ?? code)));
    await vi.waitFor(() => expect(existsSync(noted)).toBe(true), { timeout: 10_000 });
    const { pid, downloads } = z
      .object({ pid: z.int(), downloads: z.string() })
      .parse(JSON.parse(readFileSync(noted, 'utf8')));
    undo.push(() => endIfThere(pid));
    child.kill('SIGINT');
    expect(await ended).toBe('SIGINT');
    expect(existsSync(downloads)).toBe(false);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  },
);

test('counts the bytes of folders that are removed meanwhile', async () => {
  const folder = copyOfPackage();
  const script = `
    const { mkdirSync, writeFileSync, rmSync } = require('node:fs');
    for (let i = 0; i < 400; i++) {
      mkdirSync('a/b/c', { recursive: true });
      writeFileSync('a/b/c/file', 'x'.repeat(50));
      rmSync('a', { recursive: true });
    }`;
  const before = sizeOf(folder);
  const child = spawn(process.execPath, ['-e', script], { cwd: folder });
  let ended = false;
  child.on('close', () => (ended = true));
  const seen = new Set<number>();
  while (!ended) {
    for (let i = 0; i < 50; i++) seen.add(sizeOf(folder) - before);
    await new Promise(setImmediate);
  }
  expect(child.exitCode).toBe(0);
  expect([...seen].filter((bytes) => bytes < 0 || bytes > 50)).toEqual([]);
  expect(seen).toContain(0);
});
