/**
 * Part (a): what reading the machine costs. The sampler with the columns that htop shows by default, every thread a row, no budget,
 * against C that opens the same files anew, htop with threads and top -H, one after the other on the same farm, in rounds.
 */
import { join } from 'node:path';
import type { Seconds } from '../../src/shared/units/quantity.ts';
import type { WatchRequest } from '../../src/shared/monitor/contract.ts';
import type { ThreadField } from '../../src/shared/monitor/threadFields.ts';
import { builtEntries } from '../../src/main/entries.ts';
import { compile } from '../compile.ts';
import { startFarm } from '../farm/farm.ts';
import { compareRounds, factOf, type PartOptions, type PartResult } from '../part.ts';
import { plainProgram, watch, type Program, type Watched } from '../programs.ts';
import { btop, htop, terminalPeers } from '../terminalPeers.ts';
import { unavailable } from '../unavailable.ts';

const full = { farm: { processes: 500, threads: 8 }, rounds: 5, warmUp: 25, time: 12 };
const small = { farm: { processes: 60, threads: 8 }, rounds: 1, warmUp: 6, time: 4 };

/** What htop shows by default. */
export const asHtop: Pick<WatchRequest, 'processFields' | 'threadFields'> = {
  processFields: [
    ...(['pid', 'startTicks', 'user', 'nice', 'virtualBytes', 'residentBytes', 'state'] as const),
    ...(['cpu', 'cpuTime', 'name', 'commandLine', 'threads'] as const),
  ],
  threadFields: ['pid', 'tid', 'startTicks', 'name', 'nice', 'state', 'userCpu', 'systemCpu', 'cpuTime'],
};
/** A thread's CPU in nanoseconds, and its run-queue delay: one more file a thread, which htop does not read. */
const precise: readonly ThreadField[] = ['cpu', 'runQueueDelay'];

export async function benchSampler({ scratch, quick, tell }: PartOptions): Promise<PartResult> {
  if (process.platform !== 'linux') throw unavailable('Samplers are compared on Linux.');
  const { farm: size, rounds, warmUp, time } = quick ? small : full;
  const notes: string[] = [];
  const ours = samplerProgram('sampler', asHtop, warmUp);
  const preciseToo = { ...asHtop, threadFields: [...asHtop.threadFields, ...precise] };
  const more = samplerProgram('sampler, precise CPU', preciseToo, warmUp);
  const peers = await findPeers(scratch, notes);
  const programs = [ours, ...peers, more];
  const farm = await startFarm(size, rounds * programs.length * (warmUp + 3 * time + 5) + 60, scratch);
  notes.unshift(
    `On a farm of ${farm.words}. CPU time of one reading of the machine, at the interval that was achieved.`,
  );
  const measured = new Map<Program, Watched[]>(programs.map((program) => [program, []]));
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const program of programs) {
        tell(`round ${round + 1} of ${rounds}: ${program.name}`);
        measured.get(program)?.push(await watch(program, time));
      }
    }
  } finally {
    await farm.stop();
  }
  const cost = (program: Program) => (measured.get(program) ?? []).map(({ cpuPerPass }) => cpuPerPass);
  const intervals = (program: Program) => (measured.get(program) ?? []).map(({ interval }) => interval);
  const side = (program: Program) => ({ name: program.name, values: cost(program) });
  return {
    comparisons: [
      ...peers.map((peer) =>
        compareRounds(
          'CPU a reading',
          'seconds',
          side(ours),
          side(peer),
          peer.name === htop ? { at: 'most', value: 0.5 } : null,
        ),
      ),
      ...peers
        .filter(({ name }) => name === htop)
        .map((peer) => compareRounds('CPU a reading, precise CPU', 'seconds', side(more), side(peer), null)),
    ],
    facts: programs.map((program) => factOf(`interval of ${program.name}`, 'seconds', intervals(program), null)),
    notes,
  };
}

async function findPeers(scratch: string, notes: string[]): Promise<Program[]> {
  const peers: Program[] = [];
  const reader = await compile(join(import.meta.dirname, 'reader.c'), scratch);
  if ('file' in reader) peers.push(plainProgram('C, open/read/close', [reader.file]));
  else notes.push(`Without C: ${reader.missing}`);
  return [...peers, ...terminalPeers(scratch, notes).filter(({ name }) => name !== btop)]; // which shows no threads
}

/** The built sampler, every thread a row, without a budget, once a second. */
export function samplerProgram(
  name: string,
  fields: Pick<WatchRequest, 'processFields' | 'threadFields'>,
  warmUp: Seconds,
): Program {
  const request: WatchRequest = {
    interval: 1,
    processFields: [...fields.processFields],
    threadFields: [...fields.threadFields],
    threadsOf: 'all',
    only: null,
    visible: [],
  };
  const program = join(import.meta.dirname, 'samplerProcess.ts');
  const command = [
    process.execPath,
    ...process.execArgv,
    program,
    builtEntries().sampler,
    JSON.stringify(request),
  ] as const;
  return plainProgram(name, command, warmUp);
}
