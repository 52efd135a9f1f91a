import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunSummary } from '../../shared/runs/contract.ts';
import { recordOf } from '../../shared/runs/testing/records.ts';
import { fileError } from './fileError.ts';
import { openRunStore } from './store.ts';

const point = { lock: 'tas', threads: 1, throughput: [1, 2, 3] };
const record = (id = '2026-10-03-1433-k7q2', startedAt = '2026-10-03T14:33:05.000Z') =>
  recordOf([point], { id, startedAt });

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'threadlab-runs-')), 'data', 'runs');
});
afterEach(() => rmSync(join(folder, '..', '..'), { recursive: true, force: true }));

const reasonOf = (runs: RunSummary[], fileName: string): string | undefined => {
  const found = runs.find((run) => !run.readable && run.fileName === fileName);
  return found?.readable === false ? found.reason : undefined;
};

describe('a kept run', () => {
  test('is read back as it was, and is readable by its owner alone', async () => {
    const store = await openRunStore(folder);
    await store.keep(record());
    expect(await store.open(record().id)).toEqual(record());
    expect(statSync(join(folder, `${record().id}.json`)).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual([`${record().id}.json`]);
  });

  test('never replaces another', async () => {
    const store = await openRunStore(folder);
    await store.keep(record());
    await expect(store.keep(record())).rejects.toThrow('kept already');
  });

  test('is refused when it is no record, and leaves nothing behind', async () => {
    const store = await openRunStore(folder);
    await expect(store.keep({ ...record(), elapsed: NaN })).rejects.toThrow('elapsed');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('takes a name and loses it again', async () => {
    const store = await openRunStore(folder);
    await store.keep(record());
    await store.rename(record().id, '  before the upgrade ');
    expect((await store.open(record().id)).title).toBe('before the upgrade');
    await store.rename(record().id, '');
    expect(await store.open(record().id)).toEqual(record());
  });
});

describe('the list', () => {
  test('has the newest first and the unreadable last, each with its reason', async () => {
    const store = await openRunStore(folder);
    await store.keep(record('2026-10-01-0900-aaaa', '2026-10-01T09:00:00.000Z'));
    await store.keep(record('2026-10-02-0900-bbbb', '2026-10-02T09:00:00.000Z'));
    const whole = readFileSync(join(folder, '2026-10-01-0900-aaaa.json'), 'utf8');
    const files: Record<string, [string, RegExp]> = {
      '2026-10-03-0900-cutt.json': [whole.slice(0, 400), /cut short/],
      '2026-10-03-0900-empt.json': ['', /empty/],
      'notes.txt': ['my notes', /not JSON/],
      'package.json': ['{"name":"x"}', /not a Threadlab run/],
      'list.json': ['[1,2]', /not a Threadlab run/],
      'null.json': ['null', /not a Threadlab run/],
      '2030-01-01-0000-late.json': [
        whole.replace('threadlab.run/1', 'threadlab.run/2'),
        /threadlab\.run\/2.*reads threadlab\.run\/1/,
      ],
      '2026-10-03-0900-dama.json': [whole.replace('"seed": 4127', '"seed": "x"'), /damaged: seed/],
      'copy.json': [whole, /under another name/],
    };
    for (const [name, [text]] of Object.entries(files)) writeFileSync(join(folder, name), text);

    const runs = await store.list();
    expect(runs.filter((run) => run.readable).map((run) => run.id)).toEqual([
      '2026-10-02-0900-bbbb',
      '2026-10-01-0900-aaaa',
    ]);
    expect(runs.length).toBe(2 + Object.keys(files).length);
    for (const [name, [, reason]] of Object.entries(files)) expect(reasonOf(runs, name)).toMatch(reason);
  });

  test('sees what another process wrote and removed', async () => {
    const store = await openRunStore(folder);
    const other = await openRunStore(folder);
    await other.keep(record());
    expect((await store.list()).length).toBe(1);
    await other.rename(record().id, 'by the other');
    expect((await store.list())[0]).toMatchObject({ title: 'by the other' });
    rmSync(join(folder, `${record().id}.json`));
    expect(await store.list()).toEqual([]);
  });

  test('passes over files that are being written', async () => {
    const store = await openRunStore(folder);
    writeFileSync(join(folder, '.writing-x.json-1234'), '{');
    expect(await store.list()).toEqual([]);
  });

  test('names a file that it may not read', async ({ skip }) => {
    if (process.getuid?.() === 0) skip('root reads every file');
    const store = await openRunStore(folder);
    await store.keep(record());
    chmodSync(join(folder, `${record().id}.json`), 0);
    expect(reasonOf(await store.list(), `${record().id}.json`)).toMatch(/another user/);
  });
});

describe('a deleted run', () => {
  test('comes back until the store is closed', async () => {
    const store = await openRunStore(folder);
    await store.keep(record());
    await store.remove(record().id);
    expect(await store.list()).toEqual([]);
    await expect(store.open(record().id)).rejects.toMatchObject({ code: 'notFound' });
    await store.restore(record().id);
    expect(await store.open(record().id)).toEqual(record());
    await store.remove(record().id);
    await store.close();
    expect(existsSync(join(folder, '.deleted', `${record().id}.json`))).toBe(false);
  });

  test('that is not there is said to be so', async () => {
    const store = await openRunStore(folder);
    await expect(store.remove(record().id)).rejects.toMatchObject({ code: 'notFound' });
    await expect(store.restore(record().id)).rejects.toMatchObject({ code: 'notFound' });
  });
});

test.each(['../../etc/passwd', '..', '', '2026-10-03-1433-k7q2/../x', '/etc/passwd'])(
  'no path is built from %j',
  async (id) => {
    const store = await openRunStore(folder);
    await expect(store.open(id)).rejects.toMatchObject({ code: 'notFound' });
    await expect(store.remove(id)).rejects.toMatchObject({ code: 'notFound' });
  },
);

test('a folder that cannot be made is named with the way out', async () => {
  const file = join(tmpdir(), `threadlab-file-${process.pid}`);
  writeFileSync(file, '');
  await expect(openRunStore(join(file, 'runs'))).rejects.toMatchObject({
    code: 'notPermitted',
    message: expect.stringContaining('THREADLAB_DATA'),
  });
  rmSync(file);
});

test.each([
  ['ENOSPC', 'noSpace', 'full'],
  ['EDQUOT', 'noSpace', 'quota'],
  ['EROFS', 'notPermitted', 'cannot be written'],
  ['EACCES', 'notPermitted', 'another user'],
])('%s is told in words', (errno, code, words) => {
  const error = Object.assign(new Error(errno), { code: errno });
  expect(fileError(error, 'The run cannot be kept', '/data')).toMatchObject({
    code,
    message: expect.stringContaining(words),
  });
});

test('an error of no known kind is not dressed up', () => {
  const bug = new TypeError('x is not a function');
  expect(fileError(bug, 'The run cannot be kept', '/data')).toBe(bug);
});
