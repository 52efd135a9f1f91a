/**
 * Parses /proc/cpuinfo, whose form is each architecture's own: x86 and Arm write a block a CPU, PowerPC adds a block about
 * the machine, s390 numbers its CPUs on lines "processor 0: ..." and gives clocks in blocks of "cpu number".
 * Sources: show_cpuinfo in arch/{x86/kernel/cpu/proc.c, arm64/kernel/cpuinfo.c, powerpc/kernel/setup-common.c, s390/kernel/processor.c}.
 */
import type { Bytes, Hertz } from '../../../../shared/units/quantity.ts';
import { armPartName } from '../topology/armParts.ts';

export interface CpuinfoProcessor {
  id: number;
  /** Name of the processor's model; on Arm the name of its part ("Cortex-X3"). */
  model: string | null;
  /** The clock as it is written; whether that is a measured one says `clockIsMeasured`. */
  clock: Hertz | null;
  /** Nominal clock, where one is written beside the current one. */
  base: Hertz | null;
  package: number | null;
  core: number | null;
}

export interface CpuinfoCache {
  level: number;
  type: 'data' | 'instruction' | 'unified';
  sizeBytes: Bytes | null;
  ways: number | null;
  lineBytes: number | null;
  /** Whether several CPUs have it in common. Which ones is not written. */
  shared: boolean;
}

export interface Cpuinfo {
  processors: CpuinfoProcessor[];
  /** As `uname -m` would say; null where the form tells no architecture. */
  architecture: string | null;
  /** Whether `clock` follows the CPU. False where it repeats the nominal clock, as x86 does without APERF and MPERF. */
  clockIsMeasured: boolean;
  /** x86 sets a flag in every guest; null on other architectures, which have no such flag. */
  hypervisor: boolean | null;
  /** Only s390 lists caches here. */
  caches: CpuinfoCache[];
  /** Fields outside of the blocks of CPUs: "machine", "platform", "Hardware". */
  machine: ReadonlyMap<string, string>;
}

type Fields = Map<string, string>;

/** Parses the text of /proc/cpuinfo. Clocks in hertz, sizes in bytes; whatever is not written is null. Never throws: every form has other lines. */
export function parseCpuinfo(text: string): Cpuinfo {
  const machine: Fields = new Map();
  const blocks = new Map<number, Fields>();
  let block: Fields = machine;
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon < 0) {
      if (line.trim() === '') block = machine;
      continue;
    }
    const key = line.slice(0, colon).trim();
    const value = line.slice(colon + 1).trim();
    const id = processorNumber(key, value);
    if (id !== null) {
      block = blocks.get(id) ?? new Map<string, string>();
      blocks.set(id, block);
      if (key.length > 'processor'.length && key !== 'cpu number') {
        for (const [name, part] of inlineFields(value)) block.set(name, part);
        block = machine; // the s390 line is whole; the next one is about the machine again
      }
    } else if (key !== '') {
      block.set(key, value);
    }
  }
  return describe(blocks, machine);
}

/** "processor : 3" (x86, Arm, PowerPC), "processor 3: ..." and "cpu number : 3" (s390). Old Arm also writes "Processor : ARMv7 ...". */
function processorNumber(key: string, value: string): number | null {
  if ((key === 'processor' || key === 'cpu number') && /^\d+$/.test(value)) return Number(value);
  const match = /^processor (\d+)$/.exec(key);
  return match === null ? null : Number(match[1]);
}

/** "version = 00,  identification = 4729E7,  machine = 2964". */
function inlineFields(value: string): [string, string][] {
  return value.split(',').flatMap((part): [string, string][] => {
    const equals = part.indexOf('=');
    return equals < 0 ? [] : [[part.slice(0, equals).trim(), part.slice(equals + 1).trim()]];
  });
}

function describe(blocks: Map<number, Fields>, machine: Fields): Cpuinfo {
  const first = blocks.values().next().value ?? machine;
  const flags = new Set((first.get('flags') ?? '').split(/\s+/));
  const isX86 = first.has('flags') && first.has('vendor_id');
  const isS390 = (machine.get('vendor_id') ?? '').includes('S390');
  const processors = [...blocks].map(([id, fields]) => ({
    id,
    model: modelOf(fields, machine),
    clock: megahertz(fields, ['cpu MHz', 'cpu MHz dynamic', 'CPU MHz', 'clock']),
    base: megahertz(fields, ['cpu MHz static']) ?? brandClock(fields.get('model name')),
    package: wholeNumber(fields.get('physical id')),
    core: wholeNumber(fields.get('core id')),
  }));
  return {
    processors: processors.toSorted((a, b) => a.id - b.id),
    architecture: architectureOf(first, machine, flags),
    clockIsMeasured: isX86 ? flags.has('aperfmperf') : isS390,
    hypervisor: isX86 ? flags.has('hypervisor') : null,
    caches: s390Caches(machine),
    machine,
  };
}

function modelOf(fields: Fields, machine: Fields): string | null {
  const own = (key: string) => fields.get(key) ?? machine.get(key);
  const implementer = own('CPU implementer');
  const part = own('CPU part');
  if (implementer !== undefined && part !== undefined) return armPartName(Number(implementer), Number(part));
  const s390Machine = fields.get('machine');
  if (s390Machine !== undefined) return `${own('vendor_id') ?? 's390'} machine ${s390Machine}`;
  const written = ['model name', 'Model Name', 'cpu model', 'cpu', 'uarch']
    .map(own)
    .find((value) => value !== undefined);
  const model = written?.replaceAll(/\s+/g, ' ').trim();
  return model === undefined || model === '' || model === 'unknown' ? null : model;
}

/** Intel's brand string ends with the nominal clock: "... @ 2.33GHz". */
function brandClock(model: string | undefined): Hertz | null {
  const match = /@ *(\d+(?:\.\d+)?) *([MG])Hz/.exec(model ?? '');
  // Whole kilohertz, so that 2.66 * 1e9 does not end as 2660000000.0000005.
  return match === null ? null : Math.round(Number(match[1]) * (match[2] === 'G' ? 1e6 : 1e3)) * 1e3;
}

/** The first of the fields that holds a clock above 0: "2096.017", "3864.000000MHz". */
function megahertz(fields: Fields, keys: readonly string[]): Hertz | null {
  for (const key of keys) {
    const match = /^(\d+(?:\.\d+)?) *(?:MHz)?$/.exec(fields.get(key) ?? '');
    if (match !== null && Number(match[1]) > 0) return Math.round(Number(match[1]) * 1e6);
  }
  return null;
}

function wholeNumber(value: string | undefined): number | null {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : null;
}

function architectureOf(first: Fields, machine: Fields, flags: Set<string>): string | null {
  const field = (key: string) => first.get(key) ?? machine.get(key) ?? '';
  if (field('vendor_id').includes('S390')) return 's390x';
  if (first.has('flags') && first.has('vendor_id')) return flags.has('lm') ? 'x86_64' : 'i686';
  if (field('CPU implementer') !== '') {
    return field('CPU architecture').startsWith('8') || field('CPU architecture') === 'AArch64' ? 'aarch64' : 'arm';
  }
  if (/^(POWER|PPC)/.test(field('cpu'))) return 'ppc64';
  if (field('isa').startsWith('rv64')) return 'riscv64';
  return null;
}

/** "cache4 : level=3 type=Unified scope=Shared size=65536K line_size=256 associativity=16". */
function s390Caches(machine: Fields): CpuinfoCache[] {
  return [...machine].flatMap(([key, value]): CpuinfoCache[] => {
    if (!/^cache\d+$/.test(key)) return [];
    const fields = new Map(
      value.split(/\s+/).map((part): [string, string] => [part.replace(/=.*/, ''), part.replace(/^[^=]*=/, '')]),
    );
    const level = wholeNumber(fields.get('level'));
    const type = fields.get('type')?.toLowerCase();
    if (level === null || (type !== 'data' && type !== 'instruction' && type !== 'unified')) return [];
    const kilobytes = /^(\d+)K$/.exec(fields.get('size') ?? '')?.[1];
    return [
      {
        level,
        type,
        sizeBytes: kilobytes === undefined ? null : Number(kilobytes) * 1024,
        ways: wholeNumber(fields.get('associativity')),
        lineBytes: wholeNumber(fields.get('line_size')),
        shared: fields.get('scope') === 'Shared',
      },
    ];
  });
}
