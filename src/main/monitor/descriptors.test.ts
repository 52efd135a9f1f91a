import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Descriptors, denied, gone, KeptFile } from './descriptors.ts';

let folder: string;
beforeEach(() => {
  folder = `${mkdtempSync(join(tmpdir(), 'threadlab-files-'))}/`;
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array = name): KeptFile {
  writeFileSync(join(folder, name), content);
  return new KeptFile(folder, name);
}

function text(descriptors: Descriptors, kept: KeptFile): string | number {
  const length = descriptors.read(kept);
  return length < 0 ? length : descriptors.buffer.toString('utf8', 0, length);
}

describe('a kept file', () => {
  test('is read again from its start, and shows what is there now', () => {
    const descriptors = new Descriptors(10);
    const kept = file('a', 'one');
    expect(text(descriptors, kept)).toBe('one');
    writeFileSync(join(folder, 'a'), 'two and more');
    expect([text(descriptors, kept), descriptors.readCount]).toEqual(['two and more', 2]);
    descriptors.closeAll();
    expect([kept.isOpen, descriptors.keptCount]).toEqual([false, 0]);
  });

  test('is read whole, however long', () => {
    const descriptors = new Descriptors(10);
    expect(descriptors.read(file('long', Buffer.alloc(200_001, 'x')))).toBe(200_001);
    descriptors.closeAll();
  });

  test('that is not there is gone', () => {
    expect(new Descriptors(10).read(new KeptFile(folder, 'none'))).toBe(gone);
  });

  test.skipIf(process.platform !== 'linux')('of a process that has ended answers that it is gone', async () => {
    const descriptors = new Descriptors(10);
    const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
    await once(child, 'spawn');
    const kept = new KeptFile(`/proc/${child.pid}/`, 'stat');
    expect(descriptors.read(kept)).toBeGreaterThan(0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect([descriptors.read(kept), kept.isOpen]).toEqual([gone, false]);
  });

  test('that may not be read is denied', ({ skip }) => {
    skip(process.geteuid?.() === 0, 'root reads every file');
    expect(new Descriptors(10).read(new KeptFile('/proc/1/', 'io'))).toBe(denied);
  });
});

describe('the bound', () => {
  test('is never passed, and a scan over more files keeps as many as fit', () => {
    const descriptors = new Descriptors(3);
    const files = ['a', 'b', 'c', 'd', 'e'].map((name) => file(name));
    for (let pass = 0; pass < 3; pass++) {
      descriptors.beginPass();
      expect(files.map((kept) => text(descriptors, kept))).toEqual(['a', 'b', 'c', 'd', 'e']);
      expect(descriptors.keptCount).toBe(3);
      expect(files.map((kept) => kept.isOpen)).toEqual([true, true, true, false, false]);
    }
    descriptors.closeAll();
  });

  test('lets what is read now take the place of what was not read for more than a pass', () => {
    const descriptors = new Descriptors(2);
    const [a, b, c] = [file('a'), file('b'), file('c')];
    for (const reads of [[a, b], [b], [b], [b, c]]) {
      descriptors.beginPass();
      for (const kept of reads) descriptors.read(kept);
    }
    expect([a.isOpen, b.isOpen, c.isOpen]).toEqual([false, true, true]);
    descriptors.closeAll();
  });

  test.skipIf(process.platform !== 'linux')(
    'sinks where the process may open fewer, and every file is still read',
    () => {
      const script = join(import.meta.dirname, 'testing', 'readManyFiles.ts');
      const child = spawnSync('/bin/sh', ['-c', 'ulimit -n 60 && exec "$0" "$1"', process.execPath, script], {
        encoding: 'utf8',
      });
      expect(child.stderr).toBe('');
      expect(JSON.parse(child.stdout)).toEqual({ read: 200, limitSank: true });
    },
  );
});
