/** Why some rows lack some fields: counted by file while a pass reads, told by field at its end. */
import type { WatchRequest } from '../../shared/monitor/contract.ts';
import type { ProcFile } from '../../shared/monitor/field.ts';
import { processFields } from '../../shared/monitor/processFields.ts';
import { threadFields } from '../../shared/monitor/threadFields.ts';
import { formatCount } from '../../shared/units/number.ts';

/** Of which table a file was read. */
export type Owner = 'process' | 'thread';

/** Denied files are tried again only now and then: an exception costs more than a reading. */
export const passesUntilRetry = 10;

const rowsOf: Readonly<Record<Owner, [one: string, more: string]>> = {
  process: ['process', 'processes'],
  thread: ['thread', 'threads'],
};

/** Sums over the threads of a process lack what its threads lack. */
const threadFile: Readonly<Partial<Record<ProcFile, ProcFile>>> = {
  taskStat: 'stat',
  taskStatus: 'status',
  taskSchedstat: 'schedstat',
};

export class Absences {
  readonly #denied = new Map<string, number>();
  readonly #missing = new Set<string>();
  readonly #isRoot: boolean;

  constructor(isRoot: boolean) {
    this.#isRoot = isRoot;
  }

  /** One row lacks this file: it is another user's. */
  deny(owner: Owner, file: ProcFile): void {
    const key = `${owner}.${file}`;
    this.#denied.set(key, (this.#denied.get(key) ?? 0) + 1);
  }

  /** This Linux has no such file. */
  miss(owner: Owner, file: ProcFile): void {
    this.#missing.add(`${owner}.${file}`);
  }

  isMissing(owner: Owner, file: ProcFile): boolean {
    return this.#missing.has(`${owner}.${file}`);
  }

  /** Field -> reason, for the wanted fields. */
  reasons(wanted: Pick<WatchRequest, 'processFields' | 'threadFields'>): Record<string, string> {
    const reasons: Record<string, string> = {};
    for (const field of wanted.processFields) {
      const file = processFields[field].needs;
      const ofThread = threadFile[file];
      const reason = ofThread === undefined ? this.#reason('process', file) : this.#reason('thread', ofThread);
      if (reason !== null) reasons[`process.${field}`] = reason;
    }
    for (const field of wanted.threadFields) {
      const reason = this.#reason('thread', threadFields[field].needs);
      if (reason !== null) reasons[`thread.${field}`] = reason;
    }
    return reasons;
  }

  #reason(owner: Owner, file: ProcFile): string | null {
    const key = `${owner}.${file}`;
    if (this.#missing.has(key)) return `This Linux has no /proc/<pid>/${file}.`;
    const denied = this.#denied.get(key);
    if (denied === undefined) return null;
    const [one, more] = rowsOf[owner];
    const right = this.#isRoot ? 'root lacks the right to trace here (CAP_SYS_PTRACE)' : 'needs the same user or root';
    return `Not available for ${formatCount(denied)} ${denied === 1 ? one : more}: ${right}.`;
  }
}
