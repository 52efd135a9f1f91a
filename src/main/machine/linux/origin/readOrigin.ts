/** Reads the figures behind one number of the Monitor: from the row's own files, twice where the number is a rate. */
import { setTimeout as pause } from 'node:timers/promises';
import { ThreadlabError } from '../../../../shared/errors.ts';
import type { OriginReading, OriginRequest } from '../../../../shared/monitor/originReading.ts';
import {
  processOrigins,
  threadOrigins,
  type Origin,
  type RawFigure,
  type RawUnit,
} from '../../../../shared/monitor/origins.ts';
import type { Part } from '../../../../shared/monitor/part.ts';
import type { Seconds } from '../../../../shared/units/quantity.ts';
import { meant } from '../details/details.ts';
import { partOf } from '../details/partOf.ts';
import { lookUpThread, meansGone, threadsOf } from '../processes/lookUp.ts';
import type { LinuxUnits } from '../procfs/auxv.ts';
import { readLinuxUnits } from '../linuxUnits.ts';
import { requireLinux } from '../requireLinux.ts';
import { pathOf, readFigure } from './readFigure.ts';

/** A figure at one moment: of the row itself, or of each of its threads by number. */
type Told = { own: string } | { threads: Map<number, bigint> };

interface Reading {
  at: Seconds;
  told: Told[];
}

/** Throws `processGone` where the row is not, or no longer, what was meant. */
export async function readOrigin(request: OriginRequest): Promise<Part<OriginReading>> {
  requireLinux('Where a number comes from');
  const stat = meant(request.process);
  const origin = request.of === 'process' ? processOrigins[request.field] : threadOrigins[request.field];
  const part = await partOf(stat, async () => {
    try {
      return await readBy(origin, false, request);
    } catch (error) {
      if (origin.otherwise === undefined || !meansGone(error)) throw error;
      meantRow(request);
      return readBy(origin.otherwise, true, request);
    }
  });
  meantRow(request);
  return part;
}

async function readBy(origin: Origin, isOtherwise: boolean, request: OriginRequest): Promise<OriginReading> {
  const units = readLinuxUnits();
  const before = origin.isRate ? await readAll(origin, request) : null;
  if (before !== null) {
    await pause(request.interval * 1e3);
    meantRow(request); // between the two its number may have passed to another
  }
  const after = await readAll(origin, request);
  const interval = before === null ? null : after.at - before.at;
  const figures = origin.figures.map((figure, at) => {
    const pair = paired(before?.told[at], after.told[at]);
    return { path: pathOf(figure, shownFolder(figure, request)), ...pair };
  });
  return { figures, isOtherwise, interval, value: valueOf(origin, figures, interval, units), ...units };
}

async function readAll({ figures }: Origin, request: OriginRequest): Promise<Reading> {
  const begin = performance.now();
  const told: Told[] = [];
  for (const figure of figures) {
    told.push(
      figure.ofThreads === true
        ? { threads: await readOfThreads(figure, request.process.pid) }
        : { own: await readFigure(figure, pathOf(figure, folderOf(request))) },
    );
  }
  // The moment of several files is the middle of reading them.
  return { at: ((begin + performance.now()) / 2) * 1e-3, told };
}

async function readOfThreads(figure: RawFigure, pid: number): Promise<Map<number, bigint>> {
  const values = new Map<number, bigint>();
  for (const tid of threadsOf(pid)) {
    try {
      values.set(tid, BigInt(await readFigure(figure, `/proc/${pid}/task/${tid}/${figure.file}`)));
    } catch (error) {
      if (!meansGone(error) || lookUpThread(pid, tid) !== null) throw error;
    }
  }
  return values;
}

/** A rate takes the threads that were there both times: what the others counted in between is not known. */
function paired(before: Told | undefined, after: Told | undefined): Omit<OriginReading['figures'][number], 'path'> {
  if (after === undefined) throw new Error('A figure was not read.');
  if ('own' in after) {
    return { threads: null, before: before !== undefined && 'own' in before ? before.own : null, after: after.own };
  }
  const earlier = before !== undefined && 'threads' in before ? before.threads : null;
  const tids = [...after.threads.keys()].filter((tid) => earlier === null || earlier.has(tid));
  const sum = (values: ReadonlyMap<number, bigint>) =>
    tids.reduce((total, tid) => total + (values.get(tid) ?? 0n), 0n).toString();
  return { threads: tids.length, before: earlier === null ? null : sum(earlier), after: sum(after.threads) };
}

/** Throws `notAvailable` where a counter ran backwards. */
function valueOf(
  { figures, isRate }: Origin,
  read: readonly Pick<OriginReading['figures'][number], 'before' | 'after'>[],
  interval: Seconds | null,
  units: LinuxUnits,
): number {
  /** By unit: each is converted once, so that no rounding comes in between. */
  const raws = new Map<RawUnit, number>();
  for (const [at, { unit, isMinus, name }] of figures.entries()) {
    const told = read[at];
    if (told === undefined) throw new Error('A figure was not read.');
    const { before, after } = told;
    const raw = before === null ? Number(after) : Number(BigInt(after) - BigInt(before));
    if (isRate && raw < 0) {
      throw new ThreadlabError('notAvailable', `Its ${name} ran backwards between the two readings. Ask again.`);
    }
    raws.set(unit, (raws.get(unit) ?? 0) + (isMinus === true ? -raw : raw));
  }
  let value = 0;
  for (const [unit, raw] of raws) value += inBaseUnits(raw, unit, units);
  return interval === null ? value : value / interval;
}

function inBaseUnits(raw: number, unit: RawUnit, { ticksPerSecond, pageBytes }: LinuxUnits): number {
  switch (unit) {
    case 'ticks':
      return raw / ticksPerSecond;
    case 'nanoseconds':
      return raw / 1e9;
    case 'pages':
      return raw * pageBytes;
    case 'kibibytes':
      return raw * 1024;
    case 'seconds':
    case 'one':
      return raw;
  }
}

function folderOf(request: OriginRequest): string {
  const { pid } = request.process;
  return request.of === 'process' ? `/proc/${pid}` : `/proc/${pid}/task/${request.tid}`;
}

function shownFolder(figure: RawFigure, request: OriginRequest): string {
  return figure.ofThreads === true ? `/proc/${request.process.pid}/task/*` : folderOf(request);
}

/** Throws `processGone` where the process or the thread has ended meanwhile. */
function meantRow(request: OriginRequest): void {
  meant(request.process);
  if (request.of === 'process') return;
  const thread = lookUpThread(request.process.pid, request.tid);
  if (thread === null || thread.startTicks !== request.startTicks) {
    throw new ThreadlabError('processGone', `Thread ${request.tid} has ended; its number may belong to another now.`);
  }
}
