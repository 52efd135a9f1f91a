import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeRootFolder, type FolderContent } from '../../testing/rootFolder.ts';
import { createHeatReader } from './heat.ts';

const chips: FolderContent = {
  'sys/class/hwmon/hwmon0/name': 'nvme\n',
  'sys/class/hwmon/hwmon0/temp1_input': '39850\n',
  'sys/class/hwmon/hwmon2/name': 'coretemp\n',
  'sys/class/hwmon/hwmon2/temp1_input': '61000\n',
  'sys/class/hwmon/hwmon2/temp1_label': 'Package id 0\n',
  'sys/class/hwmon/hwmon2/temp1_crit': '100000\n',
  'sys/class/hwmon/hwmon2/temp10_input': '58500\n',
  'sys/class/hwmon/hwmon2/temp2_input': '-2500\n',
  'sys/class/hwmon/hwmon2/temp2_label': 'Core 0\n',
};
const counter = (cpu: number, core: number, all: number): FolderContent => ({
  [`sys/devices/system/cpu/cpu${cpu}/thermal_throttle/core_throttle_count`]: `${core}\n`,
  [`sys/devices/system/cpu/cpu${cpu}/thermal_throttle/package_throttle_count`]: `${all}\n`,
});

function open(content: FolderContent, monotonic: () => number = () => 0) {
  const root = makeRootFolder(content);
  const reader = createHeatReader(root, monotonic);
  onTestFinished(() => reader.close());
  return { root, reader };
}

describe('temperatures', () => {
  test('of the processors, by the sensors that their driver names, and of no disk', () => {
    const { root, reader } = open(chips);
    expect(reader.read().temperatures).toEqual([
      { sensor: 'coretemp, Package id 0', celsius: 61, limit: 100 },
      { sensor: 'coretemp, Core 0', celsius: -2.5, limit: null },
      { sensor: 'coretemp, temp10', celsius: 58.5, limit: null },
    ]);
    writeFileSync(join(root, 'sys/class/hwmon/hwmon2/temp1_input'), '72000\n');
    expect(reader.read().temperatures?.[0]?.celsius).toBe(72);
  });

  test('of a zone of the processor where no driver has sensors', () => {
    const { reader } = open({
      'sys/class/thermal/thermal_zone0/type': 'battery\n',
      'sys/class/thermal/thermal_zone0/temp': '30000\n',
      'sys/class/thermal/thermal_zone1/type': 'cpu-thermal\n',
      'sys/class/thermal/thermal_zone1/temp': '48312\n',
    });
    expect(reader.read().temperatures).toEqual([{ sensor: 'cpu-thermal', celsius: 48.312, limit: null }]);
  });

  test('a sensor without a value is left out', () => {
    const { root, reader } = open(chips);
    writeFileSync(join(root, 'sys/class/hwmon/hwmon2/temp1_input'), '');
    expect(reader.read().temperatures).toHaveLength(2);
  });
});

test('throttling is counted for each CPU that is there now, of its core and of its package', () => {
  const { root, reader } = open({
    'sys/devices/system/cpu/online': '0-1\n',
    ...counter(0, 2, 5),
    ...counter(1, 0, 5),
  });
  expect(reader.read().throttles).toEqual(
    new Map([
      [0, 7],
      [1, 5],
    ]),
  );
  rmSync(join(root, 'sys/devices/system/cpu/cpu1'), { recursive: true });
  writeFileSync(join(root, 'sys/devices/system/cpu/online'), '0\n');
  expect([...(reader.read().throttles?.keys() ?? [])]).toEqual([0]);
});

test('where there is neither, it says why', () => {
  const { reader } = open({ 'proc/stat': '' });
  const { temperatures, throttles, reasons } = reader.read();
  expect([temperatures, throttles]).toEqual([null, null]);
  expect(reasons.temperatures).toContain('no sensor of the processors');
  expect(reasons.throttles).toContain('Intel');
});

test('a sensor that is slow is given up for good, and the counters are still read', () => {
  let [now, readings] = [0, 0];
  // The first two reads take a second each.
  const { reader } = open({ ...chips, ...counter(0, 1, 0) }, () => {
    readings += 1;
    if (readings === 2 || readings === 4) now += 1;
    return now;
  });
  for (let pass = 0; pass < 2; pass += 1) {
    const { temperatures, throttles, reasons } = reader.read();
    expect(temperatures).toBeNull();
    expect(reasons.temperatures).toBe(
      'Reading coretemp, Package id 0 took more than 500 µs, so sensors are not read any more.',
    );
    expect(throttles).toEqual(new Map([[0, 1]]));
  }
});
