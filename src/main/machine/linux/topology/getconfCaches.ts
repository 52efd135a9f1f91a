/**
 * Caches of the machine that runs now, where sysfs shows none (many guests): the C library asks the processor itself (CPUID)
 * and `getconf -a` prints it. Who shares a cache it does not say, and a hypervisor may pass on the host's figures.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { formatBytes } from '../../../../shared/units/bytes.ts';
import type { CacheDescription } from '../../../../shared/monitor/machineDescription.ts';
import type { Bytes } from '../../../../shared/units/quantity.ts';

const fields = [
  { name: 'LEVEL1_DCACHE', level: 1, type: 'data' },
  { name: 'LEVEL1_ICACHE', level: 1, type: 'instruction' },
  { name: 'LEVEL2_CACHE', level: 2, type: 'unified' },
  { name: 'LEVEL3_CACHE', level: 3, type: 'unified' },
  { name: 'LEVEL4_CACHE', level: 4, type: 'unified' },
] as const;

/**
 * More than this for each CPU is not a share that they have: the processors with the most per core have 48 MiB (AMD EPYC 9184X: 768 MiB, 16
 * cores), and guests were seen to be told 508 MiB for two CPUs.
 */
const mostBytesPerCpu: Bytes = 64 * 1024 ** 2;

export interface ReportedCaches {
  caches: CacheDescription[];
  notAvailable: Record<string, string>;
}

/** Asks getconf; no caches, with the reason, where it is missing, fails or does not know. */
export async function readGetconfCaches(cpuCount: number): Promise<ReportedCaches> {
  let output: string;
  try {
    ({ stdout: output } = await promisify(execFile)('getconf', ['-a'], {
      timeout: 2000,
      env: { ...process.env, LC_ALL: 'C' },
    }));
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    return { caches: [], notAvailable: { caches: `sysfs shows no caches, and getconf could not be asked: ${why}` } };
  }
  return parseGetconfCaches(output, cpuCount);
}

/** Parses the output of `getconf -a`. A size that cannot be is null, with the figure and the reason in `notAvailable`. */
export function parseGetconfCaches(output: string, cpuCount: number): ReportedCaches {
  const values = new Map(
    output.split('\n').map((line): [string, number] => {
      const [name = '', value = ''] = line.trim().split(/\s+/);
      return [name, Number(value)];
    }),
  );
  const positive = (name: string): number | null => {
    const value = values.get(name) ?? Number.NaN;
    return value > 0 ? value : null;
  };
  const caches: CacheDescription[] = [];
  const notAvailable: Record<string, string> = {};
  for (const { name, level, type } of fields) {
    const size = positive(`${name}_SIZE`);
    if (size === null) continue;
    const believed = size <= mostBytesPerCpu * Math.max(1, cpuCount);
    if (!believed) {
      notAvailable[`caches.L${level}.sizeBytes`] =
        `The processor reports ${formatBytes(size)} for ${cpuCount} CPUs, which is not theirs: probably the whole host's.`;
    }
    caches.push({
      level,
      type,
      sizeBytes: believed ? size : null,
      ways: positive(`${name}_ASSOC`),
      lineBytes: positive(`${name}_LINESIZE`),
      sharedBy: [],
      source: 'getconf',
    });
  }
  if (caches.length === 0) {
    notAvailable['caches'] = 'sysfs shows no caches, and the C library does not know them either (getconf).';
  } else {
    notAvailable['caches.sharedBy'] =
      'sysfs shows no caches; their sizes are what the processor reports (getconf), which does not say who shares them.';
  }
  return { caches, notAvailable };
}
