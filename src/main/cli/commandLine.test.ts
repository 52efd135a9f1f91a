import { describe, expect, test } from 'vitest';
import { catalogue } from '../../shared/lab/catalogue/catalogue.ts';
import { findAppBrowser } from './appWindow.ts';
import { commandLine } from './commandLine.ts';
import { ranges } from './machine.ts';
import { rowsOf } from './passDocument.ts';
import { readRunArguments } from './runArguments.ts';
import { fakeTerminal } from './testing/fakeTerminal.ts';
import { factList, textTable } from './textTable.ts';

describe('wrong usage ends with 2 and says what is wrong', () => {
  test.each([
    [[], 'Threadlab'],
    [['frobnicate'], 'There is no command "frobnicate"'],
    [['toString'], 'There is no command'],
    [['ps', '--bogus'], "Unknown option '--bogus'"],
    [['ps', 'more'], 'one word too many'],
    [['ps', '--pid', '0'], '--pid takes a whole number from 1'],
    [['ps', '--pid', 'x'], '--pid: "x" is not a number'],
    [['ps', '--interval', '1h'], '--interval takes a number'],
    [['ps', '--count', '1.5'], 'whole number'],
    [['list', 'nothing'], 'There is no experiment "nothing"'],
    [['run'], 'Name an experiment'],
    [['run', 'nothing'], 'There is no experiment "nothing". There are: '],
    [['run', 'command'], 'behind two dashes'],
    [['run', 'command', 'ls', '--', 'ls'], 'one word too many'],
    [['run', 'command', '--preset', 'lecture', '--', 'ls'], 'no presets'],
    [['run', 'lock-contention', '--', 'ls'], 'starts no program'],
    [['run', 'lock-contention', '--cwd', '/'], 'leave out --cwd'],
    [['run', 'lock-contention', '--set', 'threads'], 'NAME=VALUE'],
    [['run', 'lock-contention', '--set', 'colour=red'], 'has no parameter "colour"'],
    [['run', 'lock-contention', '--set', 'threads=0'], 'threads: 0 is not within 1 to 256'],
    [['run', 'lock-contention', '--set', 'threads=1', '--set', 'threads=2'], 'set twice'],
    [['run', 'lock-contention', '--set', 'lock=glue'], 'there is no "glue"'],
    [['run', 'lock-contention', '--engine', 'steam'], 'no engine "steam"'],
    [['run', 'lock-contention', '--repeats', '0'], '--repeats'],
    [['run', 'lock-contention', '--preset', 'forever'], 'There is no preset "forever". There are: quick-look,'],
    [['run', 'lock-contention', '--preset', 'lecture', '--engine', 'steam'], 'no engine "steam"'],
    [['run', '--from', 'x', '--preset', 'lecture'], '--from takes everything'],
    [['run', 'lock-contention', 'more'], 'one word too many'],
    [['run', '--from', '/nonexistent/record.json'], 'cannot be read'],
    [['run', 'lock-contention', '--from', 'x'], '--from takes everything'],
    [['show'], 'Name a run'],
    [['show', '../../etc/passwd'], 'is not the name of a run'],
    [['delete', 'all'], 'is not the name of a run'],
    [['export', '2026-10-03-1433-k7q2', '--out', 'x'], 'Name a format'],
    [['export', '2026-10-03-1433-k7q2', '--format', 'gif', '--out', 'x'], 'There is no format "gif"'],
    [['export', '2026-10-03-1433-k7q2', '--format', 'pdf', '--out', 'x'], 'not built yet'],
    [['export', '2026-10-03-1433-k7q2', '--format', 'svg'], 'Name the file'],
    [['export', '2026-10-03-1433-k7q2', '--format', 'csv', '--chart', 'x', '--out', 'y'], '--chart is for'],
    [['compare', 'a', 'b'], 'not built yet'],
    [['serve', '--port', '70000'], '--port'],
    [['serve', '--port', '1', '--socket', '/tmp/s'], 'not both'],
  ])('%j', async (args, words) => {
    const terminal = fakeTerminal();
    expect(await commandLine(args, terminal)).toBe(2);
    expect(terminal.errText()).toContain(words);
    expect(terminal.outText()).toBe('');
  });

  test('and shows hostile words escaped', async () => {
    const terminal = fakeTerminal();
    await commandLine(['\u001b[2J'], terminal);
    expect(terminal.errText()).toContain('\\e[2J');
    expect(terminal.errText()).not.toContain('\u001b');
  });
});

describe('list', () => {
  test('gives the catalogue as one array', async () => {
    const terminal = fakeTerminal();
    expect(await commandLine(['list', '--json'], terminal)).toBe(0);
    expect(JSON.parse(terminal.outText())).toEqual(JSON.parse(JSON.stringify(catalogue)));
  });

  test.each(catalogue.map(({ id }) => id))(
    'describes %s with its engines, parameters, metrics and checks',
    async (id) => {
      const terminal = fakeTerminal();
      expect(await commandLine(['list', id], terminal)).toBe(0);
      const experiment = catalogue.find((entry) => entry.id === id);
      for (const names of [experiment?.parameters, experiment?.metrics, experiment?.checks]) {
        for (const name of Object.keys(names ?? {})) expect(terminal.outText()).toContain(name);
      }
    },
  );

  test('help is an answer, not a mistake', async () => {
    for (const args of [['--help'], ['ps', '--help'], ['run', '-h']]) {
      const terminal = fakeTerminal();
      expect(await commandLine(args, terminal)).toBe(0);
      expect(terminal.outText()).toContain('threadlab');
    }
  });
});

describe('the arguments of run', () => {
  const two = () => Promise.resolve(2);

  test('take a preset, in which what is set besides takes its place', async () => {
    const ask = async (args: string) => (await readRunArguments(args.split(' '), two)).request;
    const preset = await ask('lock-contention --preset two-minutes --engine native,wasm');
    expect(preset.parameters).toMatchObject({
      engine: ['native', 'wasm'],
      lock: ['tas', 'mcs', 'futex'],
      threads: [1, 2],
    });
    const other = await ask('lock-contention --preset two-minutes --engine native --set threads=1,2,3 --repeats 4');
    expect(other).toMatchObject({ parameters: { engine: ['native'], threads: [1, 2, 3] }, repeats: 4 });
    expect(other.parameters['duration']).not.toEqual((await ask('lock-contention')).parameters['duration']);
  });

  test('take units, sweeps and defaults', async () => {
    const args =
      'lock-contention --engine wasm --set threads=1,2 --set criticalSection=100ns,1us --duration 200ms --seed 7 --strict';
    const { request, strict, json, out } = await readRunArguments(args.split(' '), two);
    expect(request.parameters).toMatchObject({
      engine: ['wasm'],
      threads: [1, 2],
      criticalSection: [1e-7, 1e-6],
      duration: [0.2],
      lock: ['tas', 'mcs', 'futex'],
    });
    expect(request.seed).toBe(7);
    expect({ strict, json, out }).toEqual({ strict: true, json: false, out: null });
  });
});

describe('a text table', () => {
  test('aligns numbers at the right, words at the left, and wide characters by what they take', () => {
    const columns = [
      { title: 'CPU', align: 'right' },
      { title: 'Name', align: 'left' },
      { title: 'x', align: 'left' },
    ] as const;
    const text = textTable(
      columns,
      [
        ['1.5', 'a', 'y'],
        ['100.0', '日本', 'y'],
      ],
      null,
    );
    expect(text).toBe('  CPU  Name  x\n  1.5  a     y\n100.0  日本  y');
  });

  test('shows hostile cells escaped and cuts at the width of the terminal', () => {
    const text = textTable([{ title: 'Name', align: 'left' }], [['\u001b]0;x\u0007 a long name']], 12);
    expect(text).toBe('Name\n\\e]0;x\\x07 …');
    expect(factList([['a', '\u202e']])).toBe('a  \\u202e');
  });
});

test('rows have null where a column has no value', () => {
  const table = { rowCount: 2, columns: { cpu: new Float64Array([NaN, 0.5]), name: ['a', null] } };
  expect(rowsOf(table, ['cpu', 'name', 'nice'])).toEqual([
    { cpu: null, name: 'a', nice: null },
    { cpu: 0.5, name: null, nice: null },
  ]);
});

test.each([
  [[0, 1, 2, 5], '0-2,5'],
  [[5, 3, 4], '3-5'],
  [[], ''],
])('CPUs %j are listed as %s', (cpus, words) => expect(ranges(cpus)).toBe(words));

describe('the browser for an app window', () => {
  const machine = (platform: NodeJS.Platform, uid: number, there: string[]) => ({
    platform,
    uid,
    exists: (path: string) => there.includes(path),
  });
  const display = { DISPLAY: ':0', PATH: '/usr/local/bin:/usr/bin' };

  test('is an installed one, where there is a display', () => {
    expect(findAppBrowser(display, machine('linux', 1000, ['/usr/bin/google-chrome']))).toBe('/usr/bin/google-chrome');
    expect(findAppBrowser({ PATH: '/usr/bin' }, machine('linux', 1000, ['/usr/bin/google-chrome']))).toBeNull();
    expect(findAppBrowser(display, machine('linux', 1000, []))).toBeNull();
  });

  test('is none for root, whose browser would need its sandbox off', () => {
    expect(findAppBrowser(display, machine('linux', 0, ['/usr/bin/chromium']))).toBeNull();
  });
});
