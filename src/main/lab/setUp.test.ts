import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildRunner } from './testing/builtRunner.ts';
import { labForTest, type LabForTest } from './testing/labForTest.ts';

const folder = mkdtempSync(join(tmpdir(), 'threadlab-set-up-'));
const old = join(folder, 'python3.7');
let lab: LabForTest;
beforeAll(async () => {
  const is = {
    executable: old,
    version: '3.7.99',
    implementation: 'CPython',
    build: '',
    freeThreaded: false,
    gil: true,
  };
  writeFileSync(old, `#!/bin/sh\necho '${JSON.stringify(is)}'\n`);
  chmodSync(old, 0o755);
  lab = await labForTest({ entries: await buildRunner(), interpreters: () => [old] });
});
afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true });
});

test.runIf(process.platform === 'linux')(
  'a run of which the only Python has nothing is refused with what it lacks',
  async () => {
    const asked = { engine: ['python'], interpreter: ['3.7.99'], kind: ['sharedMemory'] };
    await expect(lab.start(asked, 1, 'memory-sharing')).rejects.toMatchObject({
      code: 'notAvailable',
      message: 'Nothing can be measured. Python 3.7.99 has no sharedMemory, which needs 3.8: left out.',
    });
  },
);
