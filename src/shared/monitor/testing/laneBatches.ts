/** Lanes that were never there: threads that do what a test or a picture wants of them. */
import { unknownShare, wholeShare, type LaneBatch } from '../lanes.ts';

/** What a made thread did between two samples; the rest of the interval belongs to `state` and `channel`. */
export interface MadeCell {
  run?: number;
  wait?: number;
  state?: string;
  channel?: string;
  cpu?: number;
}

export interface MadeLane {
  name: string;
  tid: number;
  /** What it does in each sample; null: it is not there. */
  cell: (sample: number) => MadeCell | null;
  /** Switches a second; NaN: not told. */
  voluntary?: number;
  involuntary?: number;
}

export interface MadeBatch {
  lanes: readonly MadeLane[];
  /** First sample and the one after the last, at `rate` samples a second. */
  from?: number;
  to: number;
  rate?: number;
  ended?: boolean;
  pid?: number;
  notAvailable?: Record<string, string>;
}

/** Functions of Linux in which sleepers sleep. */
export const inFutex = 'futex_do_wait';
export const inPoll = 'do_epoll_wait';

/** A sample before the first is assumed, except before sample 0, whose shares are not known. */
export function laneBatchOf(made: MadeBatch): LaneBatch {
  const { lanes, from = 0, to, rate = 50, ended = false, pid = 48_213, notAvailable = {} } = made;
  const channels = [''];
  const count = to - from;
  const column = () => new Uint16Array(count * lanes.length);
  const cells = { state: column(), channel: column(), cpu: column(), run: column(), wait: column() };
  for (let sample = 0; sample < count; sample += 1) {
    lanes.forEach((lane, index) => {
      const cell = lane.cell(from + sample);
      if (cell === null) return;
      const { run = 0, wait = 0, state = 'S', channel = '', cpu = 0 } = cell;
      const at = sample * lanes.length + index;
      const first = from + sample === 0;
      if (!channels.includes(channel)) channels.push(channel);
      cells.state[at] = state.charCodeAt(0);
      cells.channel[at] = channels.indexOf(channel);
      cells.cpu[at] = cpu;
      cells.run[at] = first ? unknownShare : Math.round(run * wholeShare);
      cells.wait[at] = first ? unknownShare : Math.round(wait * wholeShare);
    });
  }
  const now = (to - 1) / rate;
  const fact = (value: (lane: MadeLane) => number) => Float64Array.from(lanes, value);
  return {
    process: { pid, startTicks: 100 },
    since: from === 0 ? null : (from - 1) / rate,
    ended,
    sampling: { rate, achieved: rate, cost: 0.003, threads: lanes.length },
    notAvailable,
    channels,
    times: Float64Array.from({ length: count }, (_, sample) => (from + sample) / rate),
    lanes: {
      names: lanes.map(({ name }) => name),
      tid: fact(({ tid }) => tid),
      startTicks: fact(({ tid }) => 100 + tid),
      cpuTime: fact(({ tid }) => tid / 100),
      voluntary: fact(({ voluntary = 0 }) => Math.round(1000 + voluntary * now)),
      involuntary: fact(({ involuntary = 0 }) => Math.round(1000 + involuntary * now)),
      switchesAt: fact(() => now),
    },
    cells,
  };
}
