import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { cpuFiles, makeRootFolder, type FolderContent } from '../../testing/rootFolder.ts';
import { createClockReader } from './clocks.ts';

const measured = (mhz: number) => `processor : 0\nvendor_id : x\ncpu MHz : ${mhz}.000\nflags : lm aperfmperf\n`;
const nominal = 'processor : 0\nvendor_id : x\ncpu MHz : 2096.017\nflags : lm hypervisor\n';

/** Two CPUs that share a policy, and one with its own. */
const cpufreq: FolderContent = {
  'sys/devices/system/cpu/online': '0-2\n',
  'sys/devices/system/cpu/cpufreq/policy0/scaling_cur_freq': '1017600\n',
  'sys/devices/system/cpu/cpufreq/policy2/scaling_cur_freq': '864000\n',
  ...cpuFiles(0, { cpufreq: { link: '../cpufreq/policy0' } }),
  ...cpuFiles(1, { cpufreq: { link: '../cpufreq/policy0' } }),
  ...cpuFiles(2, { cpufreq: { link: '../cpufreq/policy2' } }),
};

/** A clock that advances by the next of `steps` (seconds) between its two readings around a read, then by nothing. */
function timeOfReads(steps: number[]): () => number {
  let now = 0;
  let readings = 0;
  return () => {
    if (readings++ % 2 === 1) now += steps.shift() ?? 0;
    return now;
  };
}

function open(content: FolderContent, monotonic: () => number = () => 0) {
  const root = makeRootFolder(content);
  const reader = createClockReader(root, monotonic);
  onTestFinished(() => reader.close());
  return { root, reader };
}

describe('reads on each pass', () => {
  test('the clock of every CPU, a shared one for all that share it', () => {
    const { root, reader } = open(cpufreq);
    expect(reader.read()).toEqual(
      new Map([
        [0, 1_017_600_000],
        [1, 1_017_600_000],
        [2, 864_000_000],
      ]),
    );
    writeFileSync(join(root, 'sys/devices/system/cpu/cpufreq/policy0/scaling_cur_freq'), '2016000\n');
    expect(reader.read()?.get(1)).toBe(2_016_000_000);
    expect(reader.reason).toBeNull();
  });

  test('the CPUs that are online now', () => {
    const { root, reader } = open(cpufreq);
    reader.read();
    writeFileSync(join(root, 'sys/devices/system/cpu/online'), '0,2\n');
    expect([...(reader.read()?.keys() ?? [])]).toEqual([0, 2]);
  });

  test('/proc/cpuinfo where there is no cpufreq', () => {
    const { root, reader } = open({ 'proc/cpuinfo': measured(1203) });
    expect(reader.read()).toEqual(new Map([[0, 1.203e9]]));
    writeFileSync(join(root, 'proc/cpuinfo'), measured(2400));
    expect(reader.read()).toEqual(new Map([[0, 2.4e9]]));
  });
});

describe('says why there is no clock', () => {
  test.each([
    ['a nominal clock alone', { 'proc/cpuinfo': nominal }, /no cpufreq.*nominal/],
    ['nothing', { 'proc/stat': '' }, /no cpufreq.*cannot be read/],
    ['no clock in /proc/cpuinfo', { 'proc/cpuinfo': 'processor : 0\n' }, /no cpufreq.*tells no clock/],
  ])('%s', (_, content, reason) => {
    const { reader } = open(content);
    expect(reader.read()).toBeNull();
    expect(reader.reason).toMatch(reason);
    expect(reader.read()).toBeNull();
    expect(reader.reason).toMatch(reason);
  });

  test('while cpufreq does not know it, and only for so long', () => {
    const { root, reader } = open({
      ...cpuFiles(0, { 'cpufreq/scaling_cur_freq': '<unknown>\n' }),
      'proc/cpuinfo': nominal,
    });
    expect(reader.read()).toBeNull();
    expect(reader.reason).toMatch(/does not know/);
    writeFileSync(join(root, 'sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq'), '800000\n');
    expect(reader.read()).toEqual(new Map([[0, 8e8]]));
    expect(reader.reason).toBeNull();
  });
});

describe('a slow source', () => {
  test('is given up for good, and the next one is read', () => {
    const { reader } = open({ ...cpufreq, 'proc/cpuinfo': measured(1203) }, timeOfReads([0.0006, 0.0006]));
    expect(reader.read()).toEqual(new Map([[0, 1.203e9]]));
    expect(reader.read()).toEqual(new Map([[0, 1.203e9]]));
  });

  test('is kept when only one read of two was slow: the scheduler may have taken the CPU away', () => {
    const { reader } = open(cpufreq, timeOfReads([0.01, 0.0001, 0.01, 0.0001]));
    expect(reader.read()?.size).toBe(3);
  });

  test('leaves the reason when there is no other', () => {
    const { reader } = open({ ...cpufreq, 'proc/cpuinfo': measured(1203) }, timeOfReads([0.001, 0.001, 0.001, 0.001]));
    expect(reader.read()).toBeNull();
    expect(reader.reason).toMatch(/cpufreq took more than 500 µs.*cpuinfo took more than 500 µs/);
  });
});
