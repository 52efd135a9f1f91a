/** One thread as its lane follows it: its state, the CPU it was on, what it ran and waited since the last sample. */
import { parseSchedstatBytes, type Schedstat } from '../../machine/linux/procfs/schedstat.ts';
import { emptyStat, parseStatBytes } from '../../machine/linux/procfs/stat.ts';
import { parseSwitchesBytes } from '../../machine/linux/procfs/status.ts';
import { parseWchan } from '../../machine/linux/procfs/wchan.ts';
import type { Seconds } from '../../../shared/units/quantity.ts';
import { denied, gone, KeptFile, type Descriptors } from '../descriptors.ts';
import { laneCell, type LaneCell, type Seen } from './laneCell.ts';
import { NameMemory } from '../nameMemory.ts';

/** Shared by the threads of one process. */
export interface LaneContext {
  readonly descriptors: Descriptors;
  readonly ticksPerSecond: number;
  /** When this sample began, and the one before it (NaN before the first). */
  at: Seconds;
  before: Seconds;
  /** There are many: the state of one that has not run since it was seen asleep is not read again each time. */
  sparing: boolean;
  /** What is not told of some thread. */
  readonly missing: Set<'runQueueDelay' | 'switches'>;
  /** Sleepers of which Linux named the place, and those of which it did not: it writes "0" for who may not know, or has just woken. */
  readonly channels: { named: number; unnamed: number };
}

/** Switches change the picture little from sample to sample, and their file is the dearest. */
const betweenSwitches: Seconds = 2;
/** One that was woken and got no CPU yet has not run either: while sparing it is found out this late. */
const longestAssumed: Seconds = 2;
const schedstat: Schedstat = { cpuTime: NaN, runQueueDelay: NaN, timeslices: NaN };
const switches = { voluntarySwitches: NaN, involuntarySwitches: NaN };

interface SeenThread extends Seen {
  carry: Seconds;
  timeslices: number;
}

export class LaneThread {
  readonly tid: number;
  readonly name = new NameMemory();
  readonly stat = emptyStat();
  cpuTime: Seconds = NaN;
  voluntary = NaN;
  involuntary = NaN;
  switchesAt: Seconds = -Infinity;
  /** Its place in the batch that is being filled; -1 outside of it. */
  lane = -1;
  /** When it was sampled last, and when its stat was read. */
  #at: Seconds = NaN;
  #statAt: Seconds = -Infinity;
  #seen: SeenThread | null = null;
  readonly #statFile: KeptFile;
  readonly #schedstatFile: KeptFile;
  readonly #statusFile: KeptFile;
  readonly #wchanFile: KeptFile;

  constructor(tid: number, taskFolder: string) {
    const folder = `${taskFolder}${tid}/`;
    this.tid = tid;
    this.#statFile = new KeptFile(folder, 'stat');
    this.#schedstatFile = new KeptFile(folder, 'schedstat');
    this.#statusFile = new KeptFile(folder, 'status');
    this.#wchanFile = new KeptFile(folder, 'wchan');
  }

  /** null: it has ended, or its number belongs to another. */
  sample(context: LaneContext): LaneCell | null {
    const { at, before } = context;
    const counted = this.#readSchedstat(context);
    if (counted === null) return null;
    const seen = this.#seen;
    const rested = seen !== null && seen.state !== 'R' && hasNotRun(seen, counted);
    // An open file of an ended thread answers ESRCH, so what it does answer is still about this thread.
    const isKnown = context.sparing && rested && this.#schedstatFile.isOpen && at - this.#statAt < longestAssumed;
    if (!isKnown && !this.#readStat(context)) return null;
    const cpuTime = Number.isNaN(counted.timeslices) ? this.stat.cpuTime : counted.cpuTime;
    const { state } = this.stat;
    const channel = rested && seen.state === state ? seen.channel : this.#readChannel(context);
    const now = { state, channel, cpuTime, runQueueDelay: counted.runQueueDelay };
    if (!(at - this.switchesAt < betweenSwitches)) this.#readSwitches(context);
    const cell = laneCell(this.#at === before ? seen : null, now, at - before);
    this.#seen = { ...now, carry: cell.carry, timeslices: counted.timeslices };
    this.cpuTime = cpuTime;
    this.#at = at;
    return cell;
  }

  close({ descriptors }: LaneContext): void {
    for (const file of [this.#statFile, this.#schedstatFile, this.#statusFile, this.#wchanFile]) {
      descriptors.release(file);
    }
  }

  /** Of NaN where this Linux has no such file; null: the thread has ended. */
  #readSchedstat({ descriptors, missing }: LaneContext): Schedstat | null {
    if (!missing.has('runQueueDelay')) {
      const length = descriptors.read(this.#schedstatFile);
      if (length >= 0) {
        parseSchedstatBytes(descriptors.buffer, length, schedstat);
        return schedstat;
      }
      // Not there for a thread that is.
      if (length === gone && descriptors.read(this.#statFile) < 0) return null;
      missing.add('runQueueDelay');
    }
    return { cpuTime: NaN, runQueueDelay: NaN, timeslices: NaN };
  }

  #readStat({ descriptors, ticksPerSecond, at }: LaneContext): boolean {
    const { startTicks } = this.stat;
    const length = descriptors.read(this.#statFile);
    if (length < 0) return false;
    parseStatBytes(descriptors.buffer, length, ticksPerSecond, this.stat);
    if (this.#seen !== null && this.stat.startTicks !== startTicks) {
      this.stat.startTicks = startTicks; // what is told of it is still about the one that has ended
      return false;
    }
    this.name.read(descriptors.buffer, this.stat.nameStart, this.stat.nameEnd);
    this.#statAt = at;
    return true;
  }

  #readChannel({ descriptors, channels }: LaneContext): string | null {
    if (this.stat.state !== 'S' && this.stat.state !== 'D') return null;
    const length = descriptors.read(this.#wchanFile);
    const channel = length > 0 ? parseWchan(descriptors.buffer.toString('latin1', 0, length)) : null;
    if (channel === null) channels.unnamed += 1;
    else channels.named += 1;
    return channel;
  }

  #readSwitches({ descriptors, missing, at }: LaneContext): void {
    this.switchesAt = at;
    const length = descriptors.read(this.#statusFile);
    if (length >= 0) {
      parseSwitchesBytes(descriptors.buffer, length, switches);
      this.voluntary = switches.voluntarySwitches;
      this.involuntary = switches.involuntarySwitches;
    } else if (length === denied) missing.add('switches');
  }
}

/** Where Linux counts nothing (NaN), it may have run. */
function hasNotRun(before: SeenThread, now: Schedstat): boolean {
  return (
    before.cpuTime === now.cpuTime && before.runQueueDelay === now.runQueueDelay && before.timeslices === now.timeslices
  );
}
