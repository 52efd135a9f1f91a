/** The processes that are followed from pass to pass: which are read, in what order, and how much of each. */
import type { WatchRequest } from '../../shared/monitor/contract.ts';
import { formatSeconds } from '../../shared/units/duration.ts';
import { formatCount } from '../../shared/units/number.ts';
import type { CommandLines } from './commandLines.ts';
import type { MemoryShares } from './memoryShares.ts';
import { longestReading, type PassContext } from './passContext.ts';
import { ProcessEntry } from './processEntry.ts';
import { cheapPlan, readingPlan, withoutDear } from './readingPlan.ts';
import type { ProcessPlan } from './readingPlan.ts';
import type { ThreadEntry } from './threadEntry.ts';

/** How much a pass reads: `visible`: dear files of the rows on the screen alone; `reason` in words, for `self.reduced`. */
export interface Detail {
  dearFiles: 'all' | 'visible';
  reason: string | null;
}

export interface TableReading {
  /** Processes and threads that ended between listing and reading. */
  vanished: number;
  /** Processes that are listed but not readable. */
  refused: number;
  /** Why less was read than asked; null if all was. */
  reduced: string | null;
}

export class ProcessTable {
  readonly #byPid = new Map<number, ProcessEntry>();
  readonly #root: string;
  readonly #commandLines: CommandLines;
  readonly #memoryShares: MemoryShares;
  /** Where the next pass begins among the processes that are not on the screen. */
  #firstPid = 0;

  /** `root`: the folder of /proc with a slash at its end. */
  constructor(root: string, commandLines: CommandLines, memoryShares: MemoryShares) {
    this.#root = root;
    this.#commandLines = commandLines;
    this.#memoryShares = memoryShares;
  }

  /** Reads the listed processes; others are forgotten. Once the time of a pass is over, further processes lose all but their stat. */
  read(request: WatchRequest, detail: Detail, pids: readonly number[], context: PassContext): TableReading {
    const full = readingPlan(request);
    const others =
      detail.dearFiles === 'visible' ? cheapPlan(full) : request.visible === null ? full : withoutDear(full);
    const first = new Set(request.visible ?? []);
    if (request.threadsOf !== 'all') for (const { pid } of request.threadsOf) first.add(pid);
    let vanished = 0;
    let refused = 0;
    let leftOut = 0;
    let nextFirst = 0;
    for (const pid of readingOrder(pids, first, this.#firstPid)) {
      const process = this.#readStat(pid, context);
      if (process === 'gone') vanished += 1;
      else if (process === 'denied') refused += 1;
      else if (!first.has(pid) && context.now() > context.deadline) {
        if (leftOut === 0) nextFirst = pid;
        leftOut += 1;
      } else vanished += this.#readRest(process, first.has(pid) ? full : others, request, context);
    }
    this.#firstPid = nextFirst;
    for (const process of this.#byPid.values()) if (process.pass !== context.pass) this.#drop(process, context);
    const reasons = [detail.reason, leftOut === 0 ? null : leftOutWords(leftOut)].filter((words) => words !== null);
    return { vanished, refused, reduced: reasons.length === 0 ? null : reasons.join(' ') };
  }

  /** By number, for looking up parents. */
  get byPid(): ReadonlyMap<number, ProcessEntry> {
    return this.#byPid;
  }

  /** In the order of their numbers. */
  rows(): ProcessEntry[] {
    return [...this.#byPid.values()].sort((one, other) => one.pid - other.pid);
  }

  /** The threads that were asked for as rows and read in this pass, process by process. */
  threadRows(request: WatchRequest, pass: number): ThreadEntry[] {
    return this.rows()
      .filter((process) => process.threadsPass === pass && areRows(process, request))
      .flatMap((process) => [...process.threads.values()]);
  }

  /** Finds the process by its number and reads its stat; another process with the same number begins anew. */
  #readStat(pid: number, context: PassContext): ProcessEntry | 'gone' | 'denied' {
    const known = this.#byPid.get(pid);
    if (known !== undefined) {
      const outcome = known.readStat(context);
      if (outcome === 'read') return known;
      this.#drop(known, context);
      if (outcome === 'denied') return outcome;
    }
    const process = new ProcessEntry(pid, this.#root);
    const outcome = process.readStat(context);
    if (outcome !== 'read') return outcome;
    this.#byPid.set(pid, process);
    return process;
  }

  /** Reads what the plan asks besides stat; how many vanished, the process itself or threads of it. */
  #readRest(process: ProcessEntry, plan: ProcessPlan, request: WatchRequest, context: PassContext): number {
    if (plan.cmdline) this.#commandLines.want(process);
    if (plan.memoryShares) this.#memoryShares.want(process, context);
    const threads = areRows(process, request) ? plan.rows : plan.sums;
    if (threads === null) process.closeThreads(context);
    if (process.readFiles(plan, context) && (threads === null || process.readThreads(threads, context))) {
      return threads === null ? 0 : process.vanishedThreads;
    }
    this.#drop(process, context);
    return 1;
  }

  #drop(process: ProcessEntry, context: PassContext): void {
    process.close(context);
    this.#byPid.delete(process.pid);
  }
}

function areRows({ pid, stat }: ProcessEntry, { threadsOf }: WatchRequest): boolean {
  return threadsOf === 'all' || threadsOf.some((key) => key.pid === pid && key.startTicks === stat.startTicks);
}

/** Those on the screen come first, then the others from where the last pass stopped. */
function readingOrder(pids: readonly number[], first: ReadonlySet<number>, from: number): number[] {
  const others = pids.filter((pid) => !first.has(pid));
  const start = Math.max(0, others.indexOf(from));
  return [...pids.filter((pid) => first.has(pid)), ...others.slice(start), ...others.slice(0, start)];
}

function leftOutWords(processes: number): string {
  const rows = processes === 1 ? '1 process' : `${formatCount(processes)} processes`;
  return `The threads of ${rows} were not read: a pass ends after ${formatSeconds(longestReading)}; the next one begins with them.`;
}
