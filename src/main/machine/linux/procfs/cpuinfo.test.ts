import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { armPartName } from '../topology/armParts.ts';
import { parseCpuinfo } from './cpuinfo.ts';

function x86(id: number, flags: string, extra = ''): string {
  return `processor\t: ${id}\nvendor_id\t: GenuineIntel\nmodel name\t: Intel(R) Xeon(R) CPU           E5345  @ 2.33GHz\ncpu MHz\t\t: 1600.${id}00\nphysical id\t: ${id % 2}\ncore id\t\t: ${id >> 1}\nflags\t\t: fpu ${flags}\n${extra}\n`;
}

describe('x86', () => {
  test('reads model, clocks, package and core of each CPU', () => {
    const { processors, architecture } = parseCpuinfo(x86(0, 'lm aperfmperf') + x86(3, 'lm aperfmperf'));
    const model = 'Intel(R) Xeon(R) CPU E5345 @ 2.33GHz';
    expect(processors).toEqual([
      { id: 0, model, clock: 1_600_000_000, base: 2_330_000_000, package: 0, core: 0 },
      { id: 3, model, clock: 1_600_300_000, base: 2_330_000_000, package: 1, core: 1 },
    ]);
    expect(architecture).toBe('x86_64');
  });

  test.each([
    ['lm aperfmperf', { clockIsMeasured: true, hypervisor: false, architecture: 'x86_64' }],
    ['lm hypervisor', { clockIsMeasured: false, hypervisor: true, architecture: 'x86_64' }],
    ['sse', { clockIsMeasured: false, hypervisor: false, architecture: 'i686' }],
  ])('takes from the flags "%s" what the clock means', (flags, expected) => {
    expect(parseCpuinfo(x86(0, flags))).toMatchObject(expected);
  });
});

describe('Arm', () => {
  test('names the parts of a machine with several kinds of cores', () => {
    const cpu = (id: number, part: string) =>
      `processor\t: ${id}\nBogoMIPS\t: 38.40\nCPU implementer\t: 0x41\nCPU architecture: 8\nCPU variant\t: 0x1\nCPU part\t: ${part}\nCPU revision\t: 1\n\n`;
    const cpuinfo = parseCpuinfo(cpu(0, '0xd46') + cpu(1, '0xd4e') + cpu(2, '0xfff'));
    expect(cpuinfo.processors.map(({ model }) => model)).toEqual(['Cortex-A510', 'Cortex-X3', 'Arm part 0xfff']);
    expect(cpuinfo).toMatchObject({ architecture: 'aarch64', hypervisor: null });
  });

  test('reads the old form, where the part stands once below all CPUs', () => {
    const text =
      'Processor\t: ARMv7 Processor rev 4 (v7l)\nprocessor\t: 0\nBogoMIPS\t: 38.40\n\nprocessor\t: 1\nBogoMIPS\t: 38.40\n\nFeatures\t: swp half\nCPU implementer\t: 0x41\nCPU architecture: 7\nCPU part\t: 0xc07\n\nHardware\t: BCM2709\n';
    const { processors, architecture, machine } = parseCpuinfo(text);
    expect(processors.map(({ id, model }) => [id, model])).toEqual([
      [0, 'Cortex-A7'],
      [1, 'Cortex-A7'],
    ]);
    expect(architecture).toBe('arm');
    expect(machine.get('Hardware')).toBe('BCM2709');
  });

  test.each([
    [0x41, 0xd0c, 'Neoverse-N1'],
    [0x61, 0x023, 'Firestorm (M1)'],
    [0x41, 0x123, 'Arm part 0x123'],
    [0x99, 0x1, 'implementer 0x99 part 0x1'],
  ])('names implementer %i part %i', (implementer, part, name) => {
    expect(armPartName(implementer, part)).toBe(name);
  });
});

test('PowerPC: the clock is the nominal one, and the last block is about the machine', () => {
  const cpu = (id: number) =>
    `processor\t: ${id}\ncpu\t\t: POWER7 (architected), altivec supported\nclock\t\t: 3864.000000MHz\nrevision\t: 2.1\n\n`;
  const cpuinfo = parseCpuinfo(
    `${cpu(0)}${cpu(1)}timebase\t: 512000000\nplatform\t: pSeries\nmachine\t\t: CHRP IBM,9179-MHB\n`,
  );
  expect(cpuinfo.processors).toEqual(
    [0, 1].map((id) => ({
      id,
      model: 'POWER7 (architected), altivec supported',
      clock: 3_864_000_000,
      base: null,
      package: null,
      core: null,
    })),
  );
  expect(cpuinfo).toMatchObject({ architecture: 'ppc64', clockIsMeasured: false, hypervisor: null });
  expect(cpuinfo.machine.get('machine')).toBe('CHRP IBM,9179-MHB');
});

test('s390: joins the line and the block of a CPU, and reads the caches', () => {
  const cpuinfo = parseCpuinfo(
    [
      'vendor_id       : IBM/S390',
      '# processors    : 2',
      'cache0          : level=1 type=Data scope=Private size=128K line_size=256 associativity=8',
      'cache5          : level=4 type=Unified scope=Shared size=491520K line_size=256 associativity=30',
      'processor 0: version = 00,  identification = 4729E7,  machine = 2964',
      'processor 1: version = 00,  identification = 4729E7,  machine = 2964',
      '',
      'cpu number      : 0',
      'cpu MHz dynamic : 4800',
      'cpu MHz static  : 5000',
      '',
      'cpu number      : 1',
      'cpu MHz dynamic : 5000',
      'cpu MHz static  : 5000',
    ].join('\n'),
  );
  expect(cpuinfo.processors.map(({ id, model, clock, base }) => [id, model, clock, base])).toEqual([
    [0, 'IBM/S390 machine 2964', 4.8e9, 5e9],
    [1, 'IBM/S390 machine 2964', 5e9, 5e9],
  ]);
  expect(cpuinfo.caches).toEqual([
    { level: 1, type: 'data', sizeBytes: 131_072, ways: 8, lineBytes: 256, shared: false },
    { level: 4, type: 'unified', sizeBytes: 503_316_480, ways: 30, lineBytes: 256, shared: true },
  ]);
  expect(cpuinfo).toMatchObject({ architecture: 's390x', clockIsMeasured: true });
});

test('takes any text without throwing, and CPUs in ascending order', () => {
  const line = fc.oneof(
    fc.string(),
    fc
      .tuple(
        fc.constantFrom('processor', 'cpu number', 'flags', 'cpu MHz', 'CPU part', 'cache0', 'model name'),
        fc.string(),
      )
      .map(([key, value]) => `${key}\t: ${value}`),
    fc.nat(5000).map((id) => `processor\t: ${id}`),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const ids = parseCpuinfo(lines.join('\n')).processors.map(({ id }) => id);
      expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
    }),
  );
});
