/** Reads one process in detail, once. Each part stands by itself: a file that is refused takes nothing from the others. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { ThreadlabError } from '../../../../shared/errors.ts';
import type { ProcessDetails } from '../../../../shared/monitor/details.ts';
import type { ProcessKey } from '../../../../shared/monitor/processKey.ts';
import type { Bytes } from '../../../../shared/units/quantity.ts';
import { lookUpStat, meansGone, type NamedStat } from '../processes/lookUp.ts';
import { linkTarget } from '../processes/openLinks.ts';
import { decodeHostile } from '../procfs/decodeHostile.ts';
import { parseEnviron } from '../procfs/environ.ts';
import { parseLimits } from '../procfs/limits.ts';
import { parseSmapsRollup } from '../procfs/smapsRollup.ts';
import { requireLinux } from '../requireLinux.ts';
import { readCgroupDetails } from './cgroupDetails.ts';
import { readOpenFiles } from './openFiles.ts';
import { readOverview } from './overview.ts';
import { partOf } from './partOf.ts';
import { readPatiently } from './patientRead.ts';

/** Longer command lines and environments are cut here. */
const longestText: Bytes = 256 * 1024;

export interface DetailsRequest {
  process: ProcessKey;
  environment: 'count' | 'names' | 'values';
  peers: boolean;
}

/** Throws `processGone` where it is not, or no longer, the process that was meant; `notSupported` where there is no /proc. */
export async function readDetails({ process: key, environment, peers }: DetailsRequest): Promise<ProcessDetails> {
  requireLinux('Details of processes');
  const stat = meant(key);
  const folder = `/proc/${key.pid}`;
  try {
    const details = {
      process: key,
      overview: readOverview(stat),
      commandLine: await partOf(stat, () => readCommandLine(folder)),
      program: await partOf(stat, () => readLink(`${folder}/exe`)),
      workingDirectory: await partOf(stat, () => readLink(`${folder}/cwd`)),
      rootDirectory: await partOf(stat, () => readLink(`${folder}/root`)),
      limits: await partOf(stat, () => parseLimits(readFileSync(`${folder}/limits`, 'latin1'))),
      files: await partOf(stat, () => readOpenFiles(key.pid, { peers })),
      environment: await partOf(stat, () => readEnvironment(folder, environment)),
      cgroup: await partOf(stat, () => readCgroupDetails(key.pid)),
      namespaces: await partOf(stat, () => readNamespaces(folder)),
      outOfMemory: await partOf(stat, () => ({
        score: Number(readFileSync(`${folder}/oom_score`, 'latin1')),
        adjustment: Number(readFileSync(`${folder}/oom_score_adj`, 'latin1')),
      })),
      memory: await partOf(stat, async () =>
        parseSmapsRollup((await readPatiently(`${folder}/smaps_rollup`, longestText)).toString('latin1')),
      ),
      ioPriority: {
        available: false as const,
        reason:
          'No file of /proc tells it. In a terminal, ionice -p does, and an I/O priority that is set here is read back.',
      },
    };
    meant(key); // what was read is of one and the same process
    return details;
  } catch (error) {
    if (meansGone(error)) meant(key);
    throw error;
  }
}

/** Throws `processGone` where a number is not, or no longer, the process that was meant. */
export function meant(key: ProcessKey): NamedStat {
  const stat = lookUpStat(key.pid);
  if (stat === null || stat.startTicks !== key.startTicks) {
    const words = `Process ${key.pid} has ended; its number may belong to another now. Choose it again in the table.`;
    throw new ThreadlabError('processGone', words);
  }
  return stat;
}

async function readCommandLine(folder: string): Promise<{ arguments: string[]; isCut: boolean }> {
  const bytes = await readPatiently(`${folder}/cmdline`, longestText + 1);
  const isCut = bytes.length > longestText;
  if (bytes.length === 0)
    throw new ThreadlabError('notAvailable', 'It has none: it has ended, or is a thread of Linux.');
  const text = decodeHostile(bytes.subarray(0, longestText));
  return { arguments: argumentsOf(isCut ? text : text.replace(/\0$/, '')), isCut };
}

/** A program that wrote a title over its arguments leaves zero bytes behind it: one text and nothing but empty ones. */
function argumentsOf(text: string): string[] {
  const [first = '', ...others] = text.split('\0');
  return others.length > 1 && others.every((other) => other === '') ? [first] : [first, ...others];
}

async function readEnvironment(
  folder: string,
  shown: DetailsRequest['environment'],
): Promise<{ variables: { name: string | null; value: string | null }[]; isCut: boolean }> {
  const bytes = await readPatiently(`${folder}/environ`, longestText + 1);
  const variables = parseEnviron(bytes.subarray(0, longestText)).map(({ name, value }) => ({
    name: shown === 'count' ? null : name,
    value: shown === 'values' ? value : null,
  }));
  return { variables, isCut: bytes.length > longestText };
}

function readLink(path: string): string {
  return decodeHostile(readlinkSync(path, 'buffer'));
}

/** Links such as "net:[4026531833]", namespaces(7); those for the children to come are left out. */
function readNamespaces(folder: string): { kind: string; id: number; isOwn: boolean }[] {
  return readdirSync(`${folder}/ns`)
    .filter((kind) => !kind.endsWith('_for_children'))
    .map((kind) => {
      const target = readLink(`${folder}/ns/${kind}`);
      const id = Number(/\[(\d+)\]$/.exec(target)?.[1]);
      return { kind, id, isOwn: linkTarget(`/proc/self/ns/${kind}`) === target };
    });
}
