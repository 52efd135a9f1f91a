import { cpu, cpuCache } from 'systeminformation';
import { expect, test } from 'vitest';
import { machineDescription } from '../../../shared/monitor/machineDescription.ts';
import { unexplainedGaps } from '../testing/unexplained.ts';
import { describePortable, portableDescription, type PortableFacts } from './describePortable.ts';

async function facts(): Promise<PortableFacts> {
  return {
    processor: {
      ...(await cpu()),
      manufacturer: 'Apple',
      brand: 'M2',
      speed: 2.4,
      speedMin: 2.4,
      speedMax: 3.5,
      processors: 1,
      physicalCores: 8,
    },
    caches: { ...(await cpuCache()), l1d: 65_536, l1i: 131_072, l2: 4_194_304, l3: null as unknown as number },
    operatingSystem: { distro: 'macOS', release: '15.1' },
    isVirtual: false,
    modules: null,
    cpuCount: 8,
    usableCpus: 8,
    totalBytes: 16 * 1024 ** 3,
    architecture: 'arm64',
    kernel: '24.1.0',
  };
}

test('describes what systeminformation tells, in base units', async () => {
  const machine = portableDescription(await facts());
  expect(machine).toMatchObject({ model: 'Apple M2', os: 'macOS 15.1', packages: 1, cores: 8, virtualization: 'none' });
  expect(machine.cpus).toHaveLength(8);
  expect(machine.cpus[0]?.clock).toEqual({ now: null, min: 2.4e9, max: 3.5e9, base: 2.4e9 });
  expect(machine.caches.map(({ level, type, sizeBytes }) => [level, type, sizeBytes])).toEqual([
    [1, 'data', 65_536],
    [1, 'instruction', 131_072],
    [2, 'unified', 4_194_304],
  ]);
});

test('fewer usable CPUs are what 100% means', async () => {
  const { limits } = portableDescription({ ...(await facts()), usableCpus: 3 });
  expect(limits).toMatchObject({ cpus: 3, source: 'CPUs that the system lets this process use' });
});

test('explains every gap, of this machine too', async () => {
  const machine = await describePortable();
  expect(machineDescription.parse(machine)).toEqual(machine);
  expect(unexplainedGaps(machine)).toEqual([]);
  expect(unexplainedGaps(portableDescription({ ...(await facts()), isVirtual: null }))).toEqual([]);
});
