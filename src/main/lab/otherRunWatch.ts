/** Looks now and then whether another Threadlab on the same data folder has the machine, as long as somebody wants to know. */
import type { OtherRun } from '../../shared/lab/contract.ts';
import { identify } from './processIdentity.ts';
import { readRunLock } from './runLock.ts';

const betweenLooksMs = 1000;

export class OtherRunWatch {
  private readonly folder: string;
  private readonly changed: () => void;
  private readonly self = identify(process.pid);
  private timer: NodeJS.Timeout | null = null;
  private found: OtherRun | null = null;

  constructor(folder: string, changed: () => void) {
    this.folder = folder;
    this.changed = changed;
  }

  /** null when nobody else has the machine. */
  get now(): OtherRun | null {
    return this.found;
  }

  /** The first look is taken at once. Where /proc does not show this process no run can be asked for, and none is looked for. */
  start(): void {
    if (this.timer !== null || this.self === null) return;
    this.timer = setInterval(() => this.look(), betweenLooksMs);
    this.look();
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
  }

  private look(): void {
    const holder = readRunLock(this.folder);
    const before = JSON.stringify(this.found);
    if (holder === null || holder.pid === this.self?.pid) {
      this.found = null;
    } else {
      const { pid, startTicks, ...told } = holder;
      this.found = { process: { pid, startTicks }, ...told };
    }
    if (JSON.stringify(this.found) !== before) this.changed();
  }
}
