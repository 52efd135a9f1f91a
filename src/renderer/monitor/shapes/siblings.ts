/** Children in their order, as lists in three arrays: an array for each of 20,000 parents would cost more than all the rest. */
export class Siblings {
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  readonly #next: Int32Array;
  readonly #counts: Int32Array;

  constructor(size: number) {
    // One place more, at the end, for what stands under nothing.
    this.#first = new Int32Array(size + 1).fill(-1);
    this.#last = new Int32Array(size + 1).fill(-1);
    this.#next = new Int32Array(size).fill(-1);
    this.#counts = new Int32Array(size + 1);
  }

  /** As the last one so far under `parent`; -1 for none. */
  add(node: number, parent: number): void {
    const at = this.#place(parent);
    const before = this.#last[at] ?? -1;
    if (before < 0) this.#first[at] = node;
    else this.#next[before] = node;
    this.#last[at] = node;
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
  }

  first(parent: number): number {
    return this.#first[this.#place(parent)] ?? -1;
  }

  count(parent: number): number {
    return this.#counts[this.#place(parent)] ?? 0;
  }

  /** -1 behind the last one. */
  after(node: number): number {
    return this.#next[node] ?? -1;
  }

  #place(parent: number): number {
    return parent < 0 ? this.#next.length : parent;
  }
}
