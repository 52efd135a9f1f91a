/** A record of clock-speed on a machine that throttles after half a minute, for tests and pictures: the same each time. */
import { runRecord, type Point, type RunRecord } from '../../../shared/runs/record.ts';
import { summarise } from '../../../shared/statistics/summarise.ts';
import type { Unit } from '../../../shared/units/quantity.ts';
import { completedRecord } from './records.ts';

const repeats = 5;
const duration = 10;
const windows = 40;
const units: Readonly<Record<string, Unit>> = { effectiveClock: 'hertz', aloneClock: 'hertz', multiplyCycles: 'count' };

/** At this second of the run; all threads together make the package hot. */
function clockAt(at: number, threads: number): number {
  const turbo = threads === 1 ? 4.4e9 : 3.9e9;
  return threads > 1 && at > 45 ? turbo * 0.86 : turbo;
}

function pointOf(threads: number, first: number): Point {
  const starts = Array.from({ length: repeats }, (_, repeat) => (first + repeat * 2) * (duration + 1));
  const at = starts.flatMap((start) => Array.from({ length: windows }, (_, i) => start + (i * duration) / windows));
  const made = starts.map((start) => ({
    metrics: {
      effectiveClock: clockAt(start, threads) * (1 - 0.001 * (start % 3)),
      ...(threads > 1 && { aloneClock: 4.4e9 }),
      multiplyCycles: 3.0004,
      reportedClock: null,
    },
    perThread: {
      threadClocks: Array.from(
        { length: threads },
        (_, thread) => clockAt(start, threads) * (1 - 0.004 * (thread % 3)),
      ),
    },
    gate: { passed: true, reasons: [], readings: { othersCpu: 0.01, steal: 0, clockDrift: 0.004, overlap: 1 } },
    outlier: false,
  }));
  const metrics = Object.entries(units).flatMap(([name, unit]) => {
    const values = made.flatMap(({ metrics: own }) =>
      Object.entries(own).flatMap(([key, value]) => (key === name && value !== null ? [value] : [])),
    );
    const summary = summarise(values, unit);
    return summary === null ? [] : [[name, summary] as const];
  });
  return {
    params: { engine: 'wasm', threads, duration },
    repeats: made,
    metrics: Object.fromEntries(metrics),
    series: {
      clockOverTime: {
        unit: 'hertz',
        at,
        repeat: at.map((_, i) => Math.floor(i / windows)),
        values: Array.from({ length: threads }, (_, thread) =>
          at.map((moment, i) => clockAt(moment, threads) * (1 - 0.002 * ((i + thread) % 3))),
        ),
      },
    },
    noisy: false,
    oversubscribed: false,
  };
}

export function clockRecord(): RunRecord {
  const detail = 'held in 5 of 5 repeats, the first: 4.4 GHz, of 300 MHz to 7 GHz possible';
  return runRecord.parse({
    ...completedRecord({}),
    environment: { ...completedRecord({}).environment, clockMax: 4.5e9 },
    id: '2026-10-04-0911-c1k5',
    experiment: 'clock-speed',
    startedAt: '2026-10-04T09:11:00.000Z',
    elapsed: 118,
    request: {
      experiment: 'clock-speed',
      parameters: { engine: ['wasm'], threads: [1, 4], duration: [duration] },
      repeats,
    },
    points: [pointOf(1, 0), pointOf(4, 1)],
    checks: [
      { id: 'plausible', kind: 'A', outcome: 'passed', params: { engine: 'wasm', threads: 1 }, detail },
      { id: 'plausible', kind: 'A', outcome: 'passed', params: { engine: 'wasm', threads: 4 }, detail },
      {
        id: 'allNotFaster',
        kind: 'G',
        outcome: 'passed',
        params: { engine: 'wasm', threads: 4 },
        detail: 'held in 5 of 5 repeats, the first: 3.9 GHz together, 4.4 GHz alone, at most 1.02 times that',
      },
    ],
    fits: [],
    notAvailable: {
      reportedClock:
        '/sys has no cpufreq, which tells the current clock (as in many virtual machines). /proc/cpuinfo repeats the nominal clock.',
    },
    costOfMeasuring: { clockReading: 38e-9 },
  });
}
