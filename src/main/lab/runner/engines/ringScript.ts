/**
 * The loop of producer-consumer in plain JavaScript over ring.ts, as src/kernels/producer-consumer.ts has it: the first threads make items
 * and put them, the others take them and use them. An item is its producer's number and its own, counted up.
 *
 * Each thread sums up what it has put or taken, by a hash of the item: put and taken must agree but for what is left. A taker
 * remembers of each producer the last item that it has taken. Before the first turn comes the forced schedule.
 */
import * as layout from '../../../../kernels/layout.ts';
import { monotonicSeconds } from '../protocol.ts';
import { Ring, type Found } from './ring.ts';
import { add, calibrate, keep, keepChain, nextGap, word, work, type ScriptMemory } from './scriptMemory.ts';
import type { ThreadKernel } from './wasmKernel.ts';

/** i32: 1 once the forced schedule is over. Beside it a word that nobody writes, to sleep on. */
const scheduleOver = (layout.SHARED_LINES + 7 * layout.LINE) / 4;
const nothing = scheduleOver + 1;
/** ms. */
const moment = 0.1;
const ownItems = 2 ** 32;
const sumModulus = 2 ** 48;

/** `passed`: what becomes of an item's own number on its way in, NaN where it is lost; for planted faults. */
export function ringScript(passed: (own: number) => number = (own) => own): (memory: ScriptMemory) => ThreadKernel {
  return (memory) => {
    let member: RingMember | null = null;
    return {
      run(block, iterations) {
        member ??= new RingMember(memory, block, passed);
        member.run(iterations);
      },
      calibrate: (block, steps, repeats) => calibrate(memory.longs, block, steps, repeats),
      probe: (block) => new RingMember(memory, block, passed).countWhatIsLeft(),
    };
  };
}

/** One thread's part. */
class RingMember {
  private readonly words: Int32Array;
  private readonly longs: BigUint64Array;
  private readonly block: number;
  private readonly passed: (own: number) => number;
  private readonly ring: Ring;
  private readonly number: number;
  private readonly producers: number;
  private readonly section: number;
  private readonly last: number[] = [];
  private begun = false;
  private countdown = 1;
  private chain: number;
  private made = 0;
  private sum = 0;

  constructor({ words, longs }: ScriptMemory, block: number, passed: (own: number) => number) {
    [this.words, this.longs, this.block, this.passed] = [words, longs, block, passed];
    this.ring = new Ring(words);
    this.number = word(words, block + layout.NUMBER);
    this.producers = word(words, layout.PRODUCERS);
    this.section = word(words, block + layout.SECTION_STEPS);
    this.chain = this.number;
  }

  run(iterations: number): void {
    const { words, block, ring } = this;
    const isProducer = this.number <= this.producers;
    if (!this.begun) this.takePartInSchedule();
    this.begun = true;
    for (let i = 0; i < iterations && !ring.isOver(); i += 1) {
      const found = isProducer ? this.produce() : this.consume();
      if (found === 'over') break;
      if (found === 'mistake') add(this.longs, (block + layout.MISTAKES) / 8);
      else {
        this.made += 1;
        words[(block + layout.ACQUISITIONS) / 4] = this.made; // the lower half of the u64
        words[layout.GUARDED_COUNT / 4] = ring.depth();
      }
    }
    this.longs[(block + (isProducer ? layout.PUT_SUM : layout.TAKEN_SUM)) / 8] = BigInt(this.sum);
    keepChain(this.longs, block, this.chain);
  }

  /** Takes it, into the first block; 0 when nothing is claimed any more. */
  countWhatIsLeft(): number {
    for (this.sum = 0; this.ring.tryTake(); add(this.longs, (this.block + layout.LEFT_COUNT) / 8))
      this.addItem(this.ring.item);
    this.longs[(this.block + layout.LEFT_SUM) / 8] = BigInt(this.sum);
    return this.ring.depth();
  }

  private produce(): Found {
    this.chain = work(this.chain, this.section);
    const own = this.passed(this.made + 1);
    const isLost = Number.isNaN(own);
    const item = this.number * ownItems + (isLost ? this.made + 1 : own);
    const found = isLost ? 'done' : this.ring.put(item, this.isSampled() ? monotonicSeconds() : 0);
    if (found === 'done') this.addItem(item);
    return found;
  }

  private consume(): Found {
    const { ring } = this;
    const found = ring.take();
    if (found !== 'done') return found;
    const { item, stamp } = ring;
    if (stamp !== 0 && Atomics.load(this.words, layout.SAMPLING / 4) !== 0)
      this.keepLatency(monotonicSeconds() - stamp);
    this.addItem(item);
    const producer = Math.floor(item / ownItems);
    if (item < (this.last[producer] ?? 0)) add(this.longs, (this.block + layout.VIOLATIONS) / 8);
    this.last[producer] = item;
    this.chain = work(this.chain, this.section);
    return found;
  }

  /** The first consumer takes; the first producer puts and lets another be first; the others wait until that is over. */
  private takePartInSchedule(): void {
    const { words, ring } = this;
    const isOver = () => Atomics.load(words, scheduleOver) !== 0 || ring.isOver();
    if (this.number === this.producers + 1) {
      const wentOn = ring.take() === 'mistake';
      if (wentOn) add(this.longs, (this.block + layout.MISTAKES) / 8);
      const seen = wentOn ? layout.FORCED_WENT_ON : layout.FORCED_WAITED_AGAIN;
      this.longs[(this.block + layout.FORCED) / 8] = BigInt(seen);
      Atomics.store(words, scheduleOver, 1);
      Atomics.notify(words, scheduleOver);
      return;
    }
    if (this.number === 1) {
      while (ring.waits() < 1 && !isOver()) Atomics.wait(words, nothing, 0, moment);
      const waits = ring.putAndTakeBack();
      while (ring.waits() === waits && !isOver()) Atomics.wait(words, nothing, 0, moment);
      if (!isOver()) ring.put(0, 0); // it waits again: this one is for it
    }
    while (!isOver()) Atomics.wait(words, scheduleOver, 0, 50);
  }

  private isSampled(): boolean {
    this.countdown -= 1;
    if (this.countdown > 0) return false;
    this.countdown = nextGap(this.words, this.block);
    return true;
  }

  private keepLatency(seconds: number): void {
    const { longs, block } = this;
    keep(longs, block + layout.LATENCY, (block + layout.LATENCY_MAX) / 8, Math.round(seconds * 1e9));
  }

  private addItem(item: number): void {
    const mixed = Math.imul((item % ownItems) ^ (Math.floor(item / ownItems) << 24), 0x9e3779b1);
    this.sum = (this.sum + ((mixed ^ (mixed >>> 15)) >>> 0)) % sumModulus;
  }
}
