/**
 * The runner and all that it has started, followed by parent links from the start: what later loses its parent, leaves the process
 * group and clears its environment stays known by its number and start. What does all of that between two looks is not found.
 */
import { descendants } from './descendants.ts';
import { identify, isAlive, type ProcessIdentity } from './processIdentity.ts';

export class RunFamily {
  #known: ProcessIdentity[];

  constructor(runner: ProcessIdentity) {
    this.#known = [runner];
  }

  /** Follows the links once more. Those of it that live, the runner first. */
  look(): readonly ProcessIdentity[] {
    const alive = this.#known.filter(isAlive);
    const numbers = new Set(alive.flatMap(({ pid }) => [pid, ...descendants(pid, null)]));
    const starts = new Map(alive.map((one) => [one.pid, one]));
    this.#known = [...numbers].flatMap((pid) => starts.get(pid) ?? identify(pid) ?? []);
    return this.#known;
  }
}
