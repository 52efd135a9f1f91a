/** command from request to record: what is refused, what is warned of, and that nothing outlives a run that is cancelled. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runRecord } from '../../shared/runs/record.ts';
import { markerOf, sweepRun } from './marker.ts';
import { identify, isAlive } from './processIdentity.ts';
import { searchedFolder } from './shadowWarnings.ts';
import { buildRunner } from './testing/builtRunner.ts';
import { labForTest, type LabForTest } from './testing/labForTest.ts';

const folder = mkdtempSync(join(tmpdir(), 'threadlab-own-'));
writeFileSync(join(folder, 'random.py'), '');
writeFileSync(join(folder, 'script.py'), '');

afterAll(() => rmSync(folder, { recursive: true }));

describe.runIf(process.platform === 'linux')('a run of command', () => {
  let lab: LabForTest;
  beforeAll(async () => {
    lab = await labForTest({ entries: await buildRunner() });
  }, 120_000);
  afterAll(() => lab.close());
  const start = (program: string, cwd = folder) => lab.start({ program: [program], cwd: [cwd] }, 1, 'command');

  test('keeps how it ended, what it wrote, and what was to be known before', async () => {
    const run = await lab.ended(await start(`sh -c 'echo written; exit 3' python3 script.py`));
    expect(run.outcome).toEqual({ status: 'completed', kept: true, message: null });
    const record = runRecord.parse(lab.records.at(-1));
    expect(record.points[0]?.repeats[0]?.lastLines).toEqual(['written']);
    expect(record.points[0]?.repeats[0]?.outcomes?.['outcome']?.code).toBe('status3');
    expect(record.warnings).toEqual([expect.stringContaining('random.py lies in the script’s folder')]);
    expect(record.checks.map(({ id, outcome }) => [id, outcome])).toEqual([['exitReported', 'passed']]);
  }, 60_000);

  test('of a program that is not there is a failed record in words', async () => {
    const run = await lab.ended(await start('threadlab-none', '~'));
    expect(run.outcome).toMatchObject({ status: 'failed', kept: true });
    expect(lab.records.at(-1)).toMatchObject({
      request: { parameters: { cwd: [homedir()] } },
      error: { message: 'The program could not be started: There is no program of this name in the folders of PATH.' },
    });
  }, 60_000);

  test('that is cancelled ends all that it started, also what left its process group', async () => {
    const id = await start(`sh -c 'setsid sh -c "sleep 401 & sleep 402" & sleep 403'`);
    // Each state has the samples since the one before.
    const samples = () => lab.states.flatMap(({ run }) => (run?.id === id ? run.samples : []));
    await lab.until(() => samples().length > 5);
    await lab.cancel(id);
    expect((await lab.ended(id)).outcome).toMatchObject({ status: 'cancelled', kept: false });
    const backend = identify(process.pid);
    expect(backend === null ? null : await sweepRun(markerOf(backend, id))).toEqual([]);
  }, 60_000);

  test('that is cancelled ends also what left its group, its parent and its environment', async () => {
    const pidFile = join(folder, 'left');
    // Its parent ends at once; a quarter of a second later at the latest the run is looked at.
    const id = await start(
      `sh -c 'env -i setsid sh -c "echo \\$\\$ > ${pidFile}; exec /bin/sleep 404" & sleep 1; exec sleep 405'`,
    );
    await lab.until(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== '');
    const left = identify(Number(readFileSync(pidFile, 'utf8')));
    const samples = () => lab.states.flatMap(({ run }) => (run?.id === id ? run.samples : []));
    await lab.until(() => samples().length > 30);
    expect(left !== null && isAlive(left)).toBe(true);
    await lab.cancel(id);
    expect((await lab.ended(id)).outcome).toMatchObject({ status: 'cancelled', kept: false });
    expect(left !== null && isAlive(left)).toBe(false);
  }, 60_000);

  test.each([
    ['', folder, 'program: Name a program, with its arguments behind it.'],
    [`echo 'open`, folder, "program: A quote is not closed: '."],
    ['true', join(folder, 'none'), 'cwd: there is no such folder'],
    ['true', join(folder, 'script.py'), 'cwd: this is no folder'],
    ['true', `/${'x'.repeat(300)}`, 'cwd: it cannot be looked into (ENAMETOOLONG)'],
    ['true', 'src', 'cwd: Name a folder from the root on'],
    ['(left out of the export)', folder, 'program: It was left out when the run was exported'],
  ])('is refused of %j in %j: nothing is started', async (program, cwd, words) => {
    await expect(start(program, cwd)).rejects.toMatchObject({
      code: 'badInput',
      message: expect.stringContaining(words),
    });
  });
});

test.each([
  [['python3', 'script.py'], folder],
  [['env', 'python3.12', '-B', '-X', 'dev', `${folder}/script.py`], folder],
  [['python3', '-m', 'http.server'], '/'],
  [['python3', '-Bc', 'import random'], '/'],
  [['python3', '-I', `${folder}/script.py`], null],
  [['sleep', '1'], null],
])('Python started as %j searches %j first', (words, searched) => {
  expect(searchedFolder(words, words.includes('script.py') ? folder : '/')).toBe(searched);
});
