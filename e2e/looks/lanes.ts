/** Lanes of a process that was never there: a queue for one lock, a thread that never sleeps, one at the disk, and ordinary ones. */
import type { LaneBatch } from '../../src/shared/monitor/lanes.ts';
import type { ProcessKey } from '../../src/shared/monitor/processKey.ts';
import { laneBatchOf, type MadeCell, type MadeLane } from '../../src/shared/monitor/testing/laneBatches.ts';

const samples = 520;
const queue = 4;

/** Between 0 and 1, the same for the same two numbers. */
const noise = (one: number, other: number) => Math.abs(Math.sin(one * 12.9898 + other * 78.233) * 43_758.5453) % 1;

const asleep: MadeCell = { channel: 'do_epoll_wait' };

function flusher(thread: number): (sample: number) => MadeCell {
  return (sample) => {
    const turn = Math.floor(sample / 14);
    const cpu = (turn * 3 + thread) % 16;
    if (turn % queue === thread) return { run: 0.9, wait: 0.1, state: 'S', channel: 'futex_do_wait', cpu };
    return { channel: 'futex_do_wait', cpu };
  };
}

const bursts =
  (thread: number, often: number): ((sample: number) => MadeCell) =>
  (sample) =>
    noise(thread, Math.floor(sample / 5)) < often
      ? { run: 0.7, wait: 0.1, channel: 'do_epoll_wait', cpu: thread % 16 }
      : { ...asleep, cpu: thread % 16 };

const lanes: readonly MadeLane[] = [
  { name: 'ingest', tid: 0, cell: bursts(1, 0.04), voluntary: 12, involuntary: 0 },
  {
    name: 'compactor',
    tid: 1,
    cell: (sample) => ({ run: 0.98, wait: 0.02, state: 'R', cpu: sample < 300 ? 4 : 5 }),
    involuntary: 21,
  },
  ...Array.from({ length: queue }, (_, thread) => ({
    name: `flush-${thread}`,
    tid: 2 + thread,
    cell: flusher(thread),
    voluntary: 40,
    involuntary: 1,
  })),
  {
    name: 'wal-writer',
    tid: 6,
    cell: (sample) =>
      sample % 23 < 12
        ? { run: 0.05, state: 'D', channel: 'folio_wait_bit_common', cpu: 2 }
        : { run: 0.4, cpu: 2, ...asleep },
    voluntary: 300,
    involuntary: 2,
  },
  ...Array.from({ length: 5 }, (_, thread) => ({
    name: `tokio-rt-${thread}`,
    tid: 7 + thread,
    cell: bursts(7 + thread, 0.22 - 0.04 * thread),
    voluntary: 90,
    involuntary: 3,
  })),
];

/** Ten seconds of them. */
export function lanesOf({ pid }: ProcessKey): LaneBatch {
  return laneBatchOf({ lanes: lanes.map((lane) => ({ ...lane, tid: pid + lane.tid })), to: samples, pid });
}

/** The n-th batch of a process of `threads` threads that is sampled `rate` times a second, five batches a second or one a sample. */
export function livingLanes({ pid }: ProcessKey, threads: number, rate: number, batch: number): LaneBatch {
  const made = Array.from({ length: threads }, (_, thread) => {
    const lane = lanes[thread % lanes.length];
    if (lane === undefined) throw new Error('There are no lanes.');
    return { ...lane, name: `${lane.name}-${thread}`, tid: pid + thread };
  });
  const samples = Math.max(1, Math.round(rate / 5));
  return laneBatchOf({ lanes: made, from: batch * samples, to: (batch + 1) * samples, rate, pid });
}
