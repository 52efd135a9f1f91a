/**
 * Bounded queue without a lock, by Atomics: D. Vyukov's bounded MPMC queue (1024cores.net, 2011). Positions are claimed by a
 * compare-and-swap at either end; each place bears whose turn it is, so that an item is read only once it is written: in round r of
 * the ring 2r when it is empty and 2r + 1 when it is full (E. Rigtorp's MPMCQueue), which works for one place too.
 *
 * Who finds it empty (or full) sleeps on a count of the puts (or takes), which moves only where somebody has said that he sleeps. He says so,
 * reads the count and looks once more; who puts, stores the item and then looks for sleepers: one of the two sees the other.
 */
import * as layout from '../../../../kernels/layout.ts';
import { word } from './scriptMemory.ts';

export type Found = 'done' | 'over' | 'mistake';

/** One end: the next position, the count on which the other side sleeps until something happens here, its sleepers; a line each. */
interface End {
  position: number;
  happened: number;
  sleepers: number;
}

const line = (n: number) => (layout.SHARED_LINES + n * layout.LINE) / 4;
const tail: End = { position: line(0), happened: line(1), sleepers: line(2) };
const head: End = { position: line(3), happened: line(4), sleepers: line(5) };
/** Times that a taker has begun to wait, of all. */
const waits = line(6);
/** Places of an i32 turn, then f64 item and f64 stamp. */
const places = layout.SHARED_LINES + 8 * layout.LINE;
const placeSize = 32;

/** ms: nobody who is woken as he should be sleeps so long; then he looks whether the run is over. */
const longest = 50;

export class Ring {
  /** What was taken last. */
  item = 0;
  stamp = 0;
  private readonly words: Int32Array;
  private readonly floats: Float64Array;
  private readonly capacity: number;
  private readonly looksAgain: boolean;

  /** Of the settings that lie in the memory. */
  constructor(words: Int32Array) {
    this.words = words;
    this.floats = new Float64Array(words.buffer);
    this.capacity = word(words, layout.CAPACITY);
    this.looksAgain = word(words, layout.LOOKS_AGAIN) !== 0;
  }

  /** Waits for room. `mistake`: it was woken, looked no more, and there was none. */
  put(item: number, stamp: number): Found {
    return this.patiently(head, () => this.tryPut(item, stamp));
  }

  /** Waits for an item. `mistake`: it was woken, looked no more, and there was none. */
  take(): Found {
    return this.patiently(tail, () => this.tryTake());
  }

  tryTake(): boolean {
    const at = this.claim(head, 1);
    if (at === null) return false;
    const { address, turn } = at;
    this.item = this.floats[address / 8 + 1] ?? NaN;
    this.stamp = this.floats[address / 8 + 2] ?? NaN;
    Atomics.store(this.words, address / 4, turn + 1);
    this.tell(head);
    return true;
  }

  /**
   * The schedule that shows the mistake: an item is put, another taker is first, and only then a sleeping one is woken for it. How often takers
   * had begun to wait until then.
   */
  putAndTakeBack(): number {
    this.tryPut(0, 0, false);
    this.tryTake();
    const before = this.waits();
    Atomics.add(this.words, tail.happened, 1);
    Atomics.notify(this.words, tail.happened, 1);
    return before;
  }

  waits(): number {
    return Atomics.load(this.words, waits);
  }

  /** Items in it; a moment's, which others change meanwhile. */
  depth(): number {
    const put = Atomics.load(this.words, tail.position);
    return Math.max(0, put - Atomics.load(this.words, head.position));
  }

  isOver(): boolean {
    return Atomics.load(this.words, layout.PHASE / 4) >= layout.PHASE_STOP;
  }

  private tryPut(item: number, stamp: number, tells = true): boolean {
    const at = this.claim(tail, 0);
    if (at === null) return false;
    const { address, turn } = at;
    this.floats[address / 8 + 1] = item;
    this.floats[address / 8 + 2] = stamp;
    Atomics.store(this.words, address / 4, turn + 1);
    if (tells) this.tell(tail);
    return true;
  }

  /** The next place of an end where its turn has come: `offset` 0 empty, 1 full. null where it has not. */
  private claim({ position }: End, offset: number): { address: number; turn: number } | null {
    let next = Atomics.load(this.words, position);
    for (;;) {
      const address = places + (next % this.capacity) * placeSize;
      const turn = 2 * Math.floor(next / this.capacity) + offset;
      if (Atomics.load(this.words, address / 4) === turn) {
        const seen = Atomics.compareExchange(this.words, position, next, next + 1);
        if (seen === next) return { address, turn };
        next = seen;
      } else {
        const seen = Atomics.load(this.words, position);
        if (seen === next) return null;
        next = seen;
      }
    }
  }

  /** Something has happened at this end: one of those who sleep for it is woken. */
  private tell({ happened, sleepers }: End): void {
    if (Atomics.load(this.words, sleepers) === 0) return;
    Atomics.add(this.words, happened, 1);
    Atomics.notify(this.words, happened, 1);
  }

  /** Tries until it is done, asleep meanwhile until something happens at the other end. */
  private patiently(other: End, tries: () => boolean): Found {
    for (;;) {
      if (tries()) return 'done';
      if (this.isOver()) return 'over';
      Atomics.add(this.words, other.sleepers, 1);
      const count = Atomics.load(this.words, other.happened);
      const done = tries();
      if (!done && other === tail) Atomics.add(this.words, waits, 1);
      const woken = !done && Atomics.wait(this.words, other.happened, count, longest) !== 'timed-out';
      Atomics.sub(this.words, other.sleepers, 1);
      if (done) return 'done';
      if (woken && !this.looksAgain) return tries() ? 'done' : 'mistake';
    }
  }
}
