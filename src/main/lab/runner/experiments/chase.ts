/** A stretch in which one thread follows the links of a working set: what a load takes that needs the one before. */
import * as layout from '../../../../kernels/layout.ts';
import { median } from '../../../../shared/statistics/quantile.ts';
import type { Bytes, Seconds } from '../../../../shared/units/quantity.ts';
import { plainJob, type ThreadDone } from '../engines/threadEngine.ts';
import type { RepeatListener } from './experiment.ts';
import type { RepeatOf, ThreadPoint } from './openOnEngines.ts';
import { finish, lineUp, runForTime, type ThreadRepeat, type TimedStretch } from './threadRepeat.ts';

/** The loop's name in the engines. */
export const chaseKind = 'cacheLatency';

const orders = { random: layout.ORDER_RANDOM, sequential: layout.ORDER_SEQUENTIAL };
const pageSizes = { small: layout.PAGES_SMALL, huge: layout.PAGES_HUGE };
/** For each element: what linking and walking it takes at most, on a loaded machine too. */
const patienceEach: Seconds = 2e-6;
const windowLength: Seconds = layout.WINDOW_NANOSECONDS / 1e9;

export interface Chase {
  bytes: Bytes;
  /** Between two elements, a multiple of 8. */
  stride: Bytes;
  order: keyof typeof orders;
  pages: keyof typeof pageSizes;
  duration: Seconds;
  /** Whether the links are walked afterwards, which takes a load for each element. */
  walked: boolean;
}

export interface Chased {
  stretch: TimedStretch;
  done: readonly ThreadDone[];
  /** By the fastest chunk of loads of every 50 ms, of these the middle one; NaN where the stretch has none. */
  latency: Seconds;
  /** Where they were walked: whether the links are one cycle through every element, and after how many steps the first came again (as far as the walk went). */
  oneCycle: boolean;
  cycleLength: number;
  elements: number;
  /** Bytes of the set on huge pages; NaN where the engine does not tell. */
  hugeBytes: number;
}

export async function chase<Point extends ThreadPoint>(
  { engine, tids, seed }: RepeatOf<Point>,
  { bytes, stride, order, pages, duration, walked }: Chase,
  name: string,
  listener: RepeatListener,
): Promise<Chased> {
  const { counters } = engine;
  const settings = [bytes, stride, orders[order], pageSizes[pages], Number(walked)];
  const m: ThreadRepeat = {
    engine,
    tids: tids.slice(0, 1),
    listener,
    job: plainJob({
      kind: chaseKind,
      threads: 1,
      perCall: 4,
      settings,
      seed,
    }),
    name,
    patience: (bytes / stride) * patienceEach,
    what: 'loads one after the other',
    live: ({ turns }) => ({ loads: turns }),
  };
  const own = (offset: number) => counters.ofThread(0, offset);
  await lineUp(m);
  const stretch = await runForTime(m, duration, undefined, () => own(layout.SET_READY) === 1);
  const { threads: done, free } = await finish(m);
  const hugeBytes = own(layout.HUGE_BYTES);
  return {
    stretch,
    done,
    latency: latencyIn(stretch, counters.windows(0, layout.CHASE_WINDOWS), done[0]?.entered ?? NaN),
    oneCycle: free,
    cycleLength: own(layout.CYCLE_LENGTH),
    elements: Math.floor(bytes / stride),
    hugeBytes: Number.isSafeInteger(hugeBytes) ? hugeBytes : NaN,
  };
}

/** `windows`: nanoseconds of the fastest chunk of each since `entered`, 0 where there is none. Those count that lie in the stretch or reach into it. */
export function latencyIn(
  { before, after }: Pick<TimedStretch, 'before' | 'after'>,
  windows: readonly number[],
  entered: Seconds,
): Seconds {
  const counted = windows.filter((nanoseconds, i) => {
    const start = entered + i * windowLength;
    return nanoseconds > 0 && start + windowLength > before.at && start < after.at;
  });
  return median(counted) / 1e9 / layout.CHASE_LOADS;
}
