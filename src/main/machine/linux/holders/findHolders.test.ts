import { linkSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ProcessKey } from '../../../../shared/monitor/processKey.ts';
import { asNobody, nobodyReads } from '../processes/testing/asNobody.ts';
import { endChildren, startNode } from '../processes/testing/children.ts';
import { findHolders } from './findHolders.ts';

/** Linux does so since 5.14. */
const tellsInodes = process.platform === 'linux' && readFileSync('/proc/self/fdinfo/0', 'latin1').includes('\nino:');

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'threadlab-holders-')));
});
afterEach(async () => {
  await endChildren();
  rmSync(folder, { recursive: true });
});

/** A child that has a file open for appending. */
async function holder(path: string): Promise<ProcessKey> {
  const program = `require('node:fs').openSync(process.argv[1], 'a'); console.log('open'); setInterval(() => {}, 1e6)`;
  return (await startNode(program, { args: [path] })).key;
}

describe.skipIf(process.platform !== 'linux')('who has it open', () => {
  test('is found by the path of a file and of a folder above it', async () => {
    const file = join(folder, 'a file');
    const key = await holder(file);
    for (const path of [file, folder]) {
      const { holders } = await findHolders({ by: 'path', path });
      expect(holders).toMatchObject([{ process: key, holdings: [{ as: 'open file', target: file, access: 'write' }] }]);
    }
  });

  test.skipIf(!tellsInodes)(
    'is found under another name of the same file, and not under that of its neighbour',
    async () => {
      const [file, other, neighbour] = ['one', 'two', 'neighbour'].map((name) => join(folder, name));
      if (file === undefined || other === undefined || neighbour === undefined) throw new Error('three names');
      const key = await holder(file);
      linkSync(file, other);
      writeFileSync(neighbour, '');
      expect((await findHolders({ by: 'path', path: neighbour })).holders).toEqual([]);
      const { holders } = await findHolders({ by: 'path', path: other });
      expect(holders).toMatchObject([{ process: key, holdings: [{ target: file }] }]);
    },
  );

  test('is found of a file that was deleted; of one that never was there is nothing to find', async () => {
    const file = join(folder, 'deleted');
    const key = await holder(file);
    rmSync(file);
    const { holders } = await findHolders({ by: 'path', path: file });
    expect(holders).toMatchObject([{ process: key, holdings: [{ target: `${file} (deleted)` }] }]);
    const never = findHolders({ by: 'path', path: join(folder, 'never') });
    await expect(never).rejects.toMatchObject({ code: 'notFound' });
  });

  test('is found by its working directory', async () => {
    const { key } = await startNode(
      `process.chdir(${JSON.stringify(folder)}); console.log('there'); setInterval(() => {}, 1e6)`,
    );
    const { holders } = await findHolders({ by: 'path', path: folder });
    expect(holders).toMatchObject([{ process: key, holdings: [{ as: 'working directory' }] }]);
  });

  test.each([
    [
      'tcp',
      'listening',
      `const s = require('node:net').createServer(); s.listen(0, '127.0.0.1', () => console.log(s.address().port));`,
    ],
    [
      'udp',
      null,
      `const s = require('node:dgram').createSocket('udp4'); s.bind(0, '127.0.0.1', () => console.log(s.address().port));`,
    ],
  ] as const)('is found by a port of %s', async (protocol, state, program) => {
    const { key, line } = await startNode(program);
    const port = Number(line);
    const { holders, unowned } = await findHolders({ by: 'port', port, protocol });
    expect(holders).toMatchObject([
      { process: key, holdings: [{ as: 'socket', socket: { protocol, state, local: `127.0.0.1:${port}` } }] },
    ]);
    expect(unowned).toEqual([]);
    const other = protocol === 'tcp' ? 'udp' : 'tcp';
    expect(
      (await findHolders({ by: 'port', port, protocol: other })).holders.map(({ process: { pid } }) => pid),
    ).not.toContain(key.pid);
  });

  test("is counted as hidden where it is another user's, whose name the port's socket tells", async ({ skip }) => {
    skip(!nobodyReads(), 'only root can act as another user');
    const { line } = await startNode(
      `const s = require('node:net').createServer(); s.listen(0, '127.0.0.1', () => console.log(s.address().port));`,
    );
    const answer = asNobody(`
      const { findHolders } = await import(${JSON.stringify(new URL('./findHolders.ts', import.meta.url).href)});
      answer(await findHolders({ by: 'port', port: ${Number(line)}, protocol: 'any' }));`);
    expect(answer).toMatchObject({
      holders: [],
      unowned: [{ local: `127.0.0.1:${line}`, state: 'listening', user: 'root' }],
      hidden: { words: expect.stringContaining("another user's") },
    });
  });
});
