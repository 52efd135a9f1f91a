/** What goes wrong with the place where a person's data lies: what is said, what is kept, and that it goes on afterwards. */
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parseRecord } from '../shared/runs/parseRecord.ts';
import type { RunSummary } from '../shared/runs/contract.ts';
import { recordOf } from '../shared/runs/testing/records.ts';
import { createBackend, type Backend } from './backend.ts';
import { openRunStore } from './runs/store.ts';
import { noNamespace, runScript } from './testing/childScript.ts';

const disk = join(import.meta.dirname, 'testing', 'faultyDisk.ts');
const record = (id = '2026-10-03-1433-0000', startedAt = '2026-10-03T14:33:05.000Z') =>
  recordOf([{ lock: 'tas', threads: 1, throughput: [1, 2, 3] }], { id, startedAt });

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'threadlab-faults-'))));
afterEach(async () => {
  await chmod(join(folder, 'runs'), 0o700).catch(() => undefined); // where a test took the right away
  await rm(folder, { recursive: true, force: true });
});

describe('a full disk', () => {
  test('is said, harms nothing that is kept, and takes a run again once one was deleted', async ({ skip }) => {
    if (noNamespace !== null) skip(noNamespace);
    const said = await runScript(disk, ['fill', folder], { mounts: `mount -t tmpfs -o size=256k none ${folder}` });
    expect(said).toMatchObject({
      settingsBefore: 'done',
      full: expect.stringMatching(
        /^noSpace: Run 2026-10-03-1433-\d{4} cannot be kept: the disk .* is full\. Free some space/,
      ),
      rename: expect.stringMatching(/^noSpace: Run .* cannot be renamed: the disk/),
      settings: expect.stringMatching(/^noSpace: The disk of .* is full\. The settings stay as they were\.$/),
      interval: 2,
      leftovers: [],
      remove: 'done',
      undo: 'done',
      removeAgain: 'done',
      removeTwo: 'done',
      // The room of what was deleted is needed now: it cannot be brought back any more, and that is said.
      keepAfter: 'done',
      undoAfter: expect.stringMatching(/^notFound: .* was not deleted here, or is gone for good\.$/),
    });
    const { kept, listed, listedAfter } = said as Record<string, unknown>;
    expect(kept).toBeGreaterThan(2);
    expect(listed).toEqual({ readable: kept, all: kept });
    expect(listedAfter).toEqual({ readable: Number(kept) - 1, all: Number(kept) - 1 });
  });
});

describe('a data folder that cannot be written', () => {
  const refused = {
    listed: { readable: 2, all: 2 },
    rename: expect.stringMatching(/^notPermitted: .*THREADLAB_DATA/),
    settings: expect.stringMatching(/^notPermitted: .*The settings stay as they were\.$/),
    interval: 1,
    leftovers: [],
    remove: expect.stringMatching(/^notPermitted: .*THREADLAB_DATA/),
    keepAfter: expect.stringMatching(/^notPermitted: .*THREADLAB_DATA/),
    listedAfter: { readable: 2, all: 2 },
  };
  const fill = async () => {
    const store = await openRunStore(join(folder, 'runs'));
    await store.keep(record());
    await store.keep(record('2026-10-03-1433-0001'));
  };

  test('is read, and each refusal names the way out, on a disk that is read-only', async ({ skip }) => {
    if (noNamespace !== null) skip(noNamespace);
    await fill();
    const mounts = `mount --bind ${folder} ${folder}\nmount -o remount,bind,ro ${folder}`;
    expect(await runScript(disk, ['use', folder], { mounts })).toMatchObject(refused);
  });

  test('and holds nothing yet keeps the app from starting, with the way out', async ({ skip }) => {
    if (noNamespace !== null) skip(noNamespace);
    const mounts = `mount --bind ${folder} ${folder}\nmount -o remount,bind,ro ${folder}`;
    await expect(runScript(disk, ['use', join(folder, 'new')], { mounts })).rejects.toThrow(
      /The runs cannot be kept: .* is on a disk that cannot be written\. Set THREADLAB_DATA to another folder\./,
    );
  });

  test('is read, and each refusal names the way out, where the rights are missing', async ({ skip }) => {
    if (process.getuid?.() === 0) skip('root may write everywhere');
    await fill();
    await chmod(join(folder, 'runs'), 0o500);
    await chmod(folder, 0o500);
    const said = await runScript(disk, ['use', folder]);
    await chmod(folder, 0o700);
    expect(said).toMatchObject(refused);
  });
});

describe('a data folder that is not there', () => {
  test('is made', async () => {
    const store = await openRunStore(join(folder, 'a', 'b', 'runs'));
    await store.keep(record());
    expect((await store.list()).length).toBe(1);
  });

  test('any more is said to hold nothing, and made again for the next run, which every window sees', async () => {
    const runsFolder = join(folder, 'runs');
    const { backend, other } = await two();
    const lists = follow(backend);
    await vi.waitFor(() => expect(lists.at(-1)).toEqual([]));
    const store = await openRunStore(runsFolder);
    await store.keep(record());
    await vi.waitFor(() => expect(lists.at(-1)).toHaveLength(1), { timeout: 15_000 });
    await rm(runsFolder, { recursive: true });
    await vi.waitFor(() => expect(lists.at(-1)).toEqual([]), { timeout: 15_000 });
    await store.keep(record('2026-10-03-1433-0001'));
    await vi.waitFor(() => expect(lists.at(-1)).toMatchObject([{ id: '2026-10-03-1433-0001' }]), { timeout: 15_000 });
    await Promise.all([backend.close(), other.close()]);
  });
});

describe('a record', () => {
  test('cut at any byte is unreadable with a reason, and the others are unharmed', async () => {
    const runsFolder = join(folder, 'runs');
    const store = await openRunStore(runsFolder);
    await store.keep(record());
    const whole = await readFile(join(runsFolder, `${record().id}.json`));
    const end = whole.lastIndexOf('}');
    const reasons = new Set<string>();
    for (let length = 0; length <= end; length += 1) {
      try {
        parseRecord(whole.toString('utf8', 0, length));
        reasons.add(`taken as whole at ${length}`);
      } catch (error) {
        reasons.add(error instanceof Error ? error.message : 'no error');
      }
    }
    expect([...reasons].toSorted()).toEqual(['The file is cut short: its end is missing.', 'The file is empty.']);
    const lengths = Array.from({ length: 60 }, (_, n) => Math.floor((n * end) / 60));
    await Promise.all(
      lengths.map((length, n) => writeFile(join(runsFolder, `cut-${n}.json`), whole.subarray(0, length))),
    );
    const runs = await store.list();
    expect(runs.filter((run) => run.readable)).toMatchObject([{ id: record().id }]);
    const unread = runs.filter((run) => !run.readable);
    expect(unread).toHaveLength(lengths.length);
    expect(unread.every(({ reason }) => /cut short|empty/.test(reason))).toBe(true);
    expect(await store.open(record().id)).toEqual(record());
  });

  test('with any byte replaced is refused in one sentence or still a record', async () => {
    const text = JSON.stringify(record());
    const refusals: string[] = [];
    for (let at = 0; at < text.length; at += 3) {
      for (const byte of ['\0', '"', '9', '\ud800']) {
        try {
          parseRecord(text.slice(0, at) + byte + text.slice(at + 1));
        } catch (error) {
          refusals.push(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
        }
      }
    }
    expect(refusals.filter((words) => !/^ThreadlabError: .{5,400}$/s.test(words))).toEqual([]);
  });
});

async function two(): Promise<{ backend: Backend; other: Backend }> {
  const none = join(folder, 'none');
  const entries = {
    sampler: none,
    lanes: none,
    runner: none,
    runnerThread: none,
    nodeProgram: none,
    renderer: none,
    native: '',
    python: '',
    preload: none,
  };
  const options = { dataFolder: folder, readOnly: false, shell: 'cli', entries } as const;
  return { backend: await createBackend(options), other: await createBackend(options) };
}

function follow(backend: Backend): (readonly RunSummary[])[] {
  const lists: (readonly RunSummary[])[] = [];
  backend.connect().subscribe(
    'runs.watch',
    {},
    {
      onItem: ({ runs }) => void lists.push(runs),
      onError: (error) => expect(error.code).toBe('connectionLost'),
    },
  );
  return lists;
}

describe('two instances on one data folder', () => {
  test('see what the other keeps, names, deletes and brings back; only who deleted it can', async () => {
    await mkdir(join(folder, 'runs'));
    const { id } = record();
    const { backend, other } = await two();
    try {
      const lists = follow(other);
      await vi.waitFor(() => expect(lists.at(-1)).toEqual([]));
      await writeFile(join(folder, 'runs', `${id}.json`), JSON.stringify(record()));
      const [one, two] = [backend.connect(), other.connect()];
      await one.call('runs.rename', { id, title: 'mine' });
      const sees = (list: unknown) =>
        vi.waitFor(() => expect(lists.at(-1)).toMatchObject(list as object), { timeout: 15_000 });
      await sees([{ id, title: 'mine' }]);
      await one.call('runs.delete', { id });
      await sees([]);
      await expect(two.call('runs.get', { id })).rejects.toMatchObject({ code: 'notFound' });
      await expect(two.call('runs.restore', { id })).rejects.toMatchObject({ code: 'notFound' });
      await one.call('runs.restore', { id });
      await sees([{ id, title: 'mine' }]);
      expect(await two.call('runs.get', { id })).toMatchObject({ title: 'mine' });
      // What one deletes stays with it: the other's end takes nothing away.
      await one.call('runs.delete', { id });
      await other.close();
      await one.call('runs.restore', { id });
      expect(await one.call('runs.get', { id })).toMatchObject({ title: 'mine' });
    } finally {
      await Promise.all([backend.close(), other.close()]);
    }
  });
});
