/** Samples of lanes as they come, until they are written as the columns of one batch. */
import { encodeLaneBatch } from '../../../shared/monitor/laneCodec.ts';
import { unknownShare, wholeShare, type LaneBatch, type LaneCells } from '../../../shared/monitor/lanes.ts';
import type { Ratio, Seconds } from '../../../shared/units/quantity.ts';
import type { LaneCell } from './laneCell.ts';
import type { LaneThread } from './laneThread.ts';

/** One thread in one sample, as it stands in the columns. */
type PlacedCell = Readonly<Record<keyof LaneCells, number>> & { lane: number };

export class PendingBatch {
  readonly #since: Seconds | null;
  readonly #times: Seconds[] = [];
  readonly #lanes: LaneThread[] = [];
  readonly #channels = new Map<string, number>([['', 0]]);
  /** One sample after the other. */
  readonly #cells: PlacedCell[][] = [];

  constructor(since: Seconds | null) {
    this.#since = since;
  }

  get isEmpty(): boolean {
    return this.#times.length === 0;
  }

  get lastTime(): Seconds | null {
    return this.#times.at(-1) ?? this.#since;
  }

  begin(at: Seconds): void {
    this.#times.push(at);
    this.#cells.push([]);
  }

  add(thread: LaneThread, { state, channel, run, wait }: LaneCell): void {
    if (this.#lanes[thread.lane] !== thread) thread.lane = this.#lanes.push(thread) - 1;
    const ran = inThousandths(run);
    this.#cells.at(-1)?.push({
      lane: thread.lane,
      state: state.charCodeAt(0),
      channel: this.#channel(channel),
      cpu: thread.stat.lastCpu,
      run: ran,
      // Rounded both, they could make more than the whole.
      wait: Number.isNaN(wait) ? unknownShare : Math.min(wholeShare - ran, inThousandths(wait)),
    });
  }

  encode(head: Pick<LaneBatch, 'process' | 'ended' | 'sampling' | 'notAvailable'>): Uint8Array<ArrayBuffer> {
    const lanes = this.#lanes;
    const column = () => new Uint16Array(this.#times.length * lanes.length);
    const cells = { state: column(), channel: column(), cpu: column(), run: column(), wait: column() };
    this.#cells.forEach((sample, index) => {
      for (const cell of sample) {
        const at = index * lanes.length + cell.lane;
        cells.state[at] = cell.state;
        cells.channel[at] = cell.channel;
        cells.cpu[at] = cell.cpu;
        cells.run[at] = cell.run;
        cells.wait[at] = cell.wait;
      }
    });
    return encodeLaneBatch({
      ...head,
      since: this.#since,
      channels: [...this.#channels.keys()],
      times: Float64Array.from(this.#times),
      lanes: {
        names: lanes.map(({ name }) => name.text),
        tid: Float64Array.from(lanes, ({ tid }) => tid),
        startTicks: Float64Array.from(lanes, ({ stat }) => stat.startTicks),
        cpuTime: Float64Array.from(lanes, ({ cpuTime }) => cpuTime),
        voluntary: Float64Array.from(lanes, ({ voluntary }) => voluntary),
        involuntary: Float64Array.from(lanes, ({ involuntary }) => involuntary),
        switchesAt: Float64Array.from(lanes, ({ switchesAt }) => switchesAt),
      },
      cells,
    });
  }

  #channel(name: string | null): number {
    const known = this.#channels.get(name ?? '');
    if (known !== undefined) return known;
    const index = this.#channels.size;
    this.#channels.set(name ?? '', index);
    return index;
  }
}

function inThousandths(share: Ratio): number {
  return Number.isNaN(share) ? unknownShare : Math.round(share * wholeShare);
}
