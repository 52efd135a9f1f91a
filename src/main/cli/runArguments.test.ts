/** What stands behind "--" reaches the program word by word, and what a record starts is shown before it starts. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { splitWords } from '../../shared/lab/commandWords.ts';
import { recordOf } from '../../shared/runs/testing/records.ts';
import { commandLine } from './commandLine.ts';
import { readRunArguments } from './runArguments.ts';
import { fakeTerminal } from './testing/fakeTerminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'threadlab-arguments-'));
afterAll(() => rmSync(folder, { recursive: true }));
const read = (...args: string[]) => readRunArguments(args, () => Promise.resolve(2));

test('a program keeps its words and options, in the folder that is named or in this one, once', async () => {
  const words = ['sh', '-c', `echo "$1" | wc; exit 'x'`, '--json', '--', ''];
  const { request, json } = await read('command', '--cwd', '/usr', '--', ...words);
  expect(splitWords(String(request.parameters['program']?.[0]))).toEqual(words);
  expect(request.parameters['cwd']).toEqual(['/usr']);
  expect([request.repeats, json]).toEqual([1, false]);
  expect((await read('command', '--repeats', '3', '--', 'ls')).request).toMatchObject({
    parameters: { cwd: [process.cwd()] },
    repeats: 3,
  });
});

test('a record that starts a program shows it, and starts it with --yes alone', async () => {
  const file = join(folder, 'run.json');
  const request = {
    experiment: 'command',
    parameters: { engine: ['any'], program: ['rm -r \u202emine'], cwd: ['/home/me'] },
    repeats: 1,
  };
  writeFileSync(file, JSON.stringify(recordOf([], { experiment: 'command', request })));
  const terminal = fakeTerminal();
  expect(await commandLine(['run', '--from', file], terminal)).toBe(2);
  expect(terminal.errText().split('\n')).toEqual([
    'This record starts a program on this machine:',
    '  Program and arguments: rm -r \\u202emine',
    '  Folder: /home/me',
    'Nothing was started. Add --yes to start it.',
  ]);
  expect(await read('--from', file, '--yes')).toMatchObject({ request, yes: true });
});

test('a record is run again by its own seed, unless another, other repeats or another duration are asked for', async () => {
  const file = join(folder, 'again.json');
  const { request } = await read('lock-contention', '--set', 'threads=1,2', '--duration', '1s', '--repeats', '4');
  writeFileSync(file, JSON.stringify(recordOf([], { request, seed: 4127 })));
  expect((await read('--from', file)).request).toEqual({ ...request, seed: 4127 });
  expect((await read('--from', file, '--seed', '7', '--repeats', '2', '--duration', '100ms')).request).toEqual({
    ...request,
    parameters: { ...request.parameters, duration: [0.1] },
    repeats: 2,
    seed: 7,
  });
  await expect(read('--from', file, '--repeats', '0')).rejects.toThrow('repeats');
});
