/** Kept runs and a running one, for fixture backends. */
import type { LabState } from '../../src/shared/lab/contract.ts';
import type { RunSummary } from '../../src/shared/runs/contract.ts';
import { runOutcome } from '../../src/shared/runs/outcome.ts';
import type { RunRecord } from '../../src/shared/runs/record.ts';
import { runningState, samplesOf } from '../../src/renderer/lab/testing/runStates.ts';
import { completedRecord, failedRecord } from '../../src/renderer/result/testing/records.ts';

const noisy = completedRecord();

/** Nothing disturbed it. */
const quiet = completedRecord({
  id: '2026-10-03-1210-q0q0',
  startedAt: '2026-10-03T12:10:00.000Z',
  title: 'After the change of the governor',
  points: noisy.points.map((point) => ({
    ...point,
    noisy: false,
    repeats: point.repeats.map((repeat) => ({ ...repeat, gate: { ...repeat.gate, passed: true, reasons: [] } })),
  })),
  checks: noisy.checks.filter(({ outcome }) => outcome === 'passed'),
});

const allNoisy = completedRecord({
  id: '2026-10-02-2201-n0n0',
  startedAt: '2026-10-02T22:01:00.000Z',
  points: noisy.points.map((point) => ({
    ...point,
    noisy: true,
    repeats: point.repeats.map((repeat) => ({
      ...repeat,
      gate: { ...repeat.gate, passed: false, reasons: ['other processes 41%, limit 5%', 'steal 4.8%, limit 3%'] },
    })),
  })),
  checks: noisy.checks.map((check) =>
    check.kind === 'G'
      ? { ...check, outcome: 'inconclusive' as const, detail: 'noisy: steal 4.8% in all repeats' }
      : check,
  ),
});

const cancelled = completedRecord({
  id: '2026-10-02-1807-c0c0',
  startedAt: '2026-10-02T18:07:00.000Z',
  status: 'cancelled',
  elapsed: 21,
  points: noisy.points.slice(0, 6),
  checks: noisy.checks.slice(0, 2),
});

const broken = completedRecord({
  id: '2026-10-01-0915-b0b0',
  startedAt: '2026-10-01T09:15:00.000Z',
  title:
    'A title that goes on and on until nothing of it fits into the list, \u202Eturned round, and then some more of it',
  checks: [
    { id: 'countsAgree', kind: 'A', outcome: 'failed', detail: '204,117,862 acquisitions, 204,117,801 counted' },
    ...noisy.checks.slice(1),
  ],
});

export const keptRecords: RunRecord[] = [noisy, quiet, failedRecord(), allNoisy, cancelled, broken];

export const unreadable: RunSummary = {
  readable: false,
  fileName: 'notes about the run that is no run at all and has a long name.json',
  reason: 'It is no run record: "schema" is missing. It may be of another program; Threadlab leaves it as it is.',
  sizeBytes: 812,
};

/** Lines of the list, newest first. */
export function summaries(records: readonly RunRecord[]): RunSummary[] {
  return records
    .toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))
    .map((record) => {
      const { outcome, words } = runOutcome(record);
      return {
        readable: true,
        id: record.id,
        title: record.title ?? null,
        experiment: record.experiment,
        engines: ['wasm'],
        startedAt: record.startedAt,
        elapsed: record.elapsed,
        status: record.status,
        outcome,
        outcomeWords: words,
        sizeBytes: 48_200,
      };
    });
}

/** A list of `count` runs. */
export function manySummaries(count: number): RunSummary[] {
  const [first] = summaries(keptRecords);
  return Array.from(
    { length: count },
    (_, index) =>
      ({
        ...first!,
        id: `2026-09-${String(1 + (index % 28)).padStart(2, '0')}-${String(1000 + (index % 1000))}-${index.toString(36).padStart(4, '0')}`,
      }) as RunSummary,
  );
}

/** A run that stands still after 23 repeats, with two others in the queue. */
export const liveLab: LabState = {
  run: runningState(23),
  queue: [
    { id: '2026-10-03-1440-next', experiment: 'lock-contention', seconds: 24.5 },
    { id: '2026-10-03-1441-last', experiment: 'oversubscription', seconds: 122 },
  ],
};

/** The same between two repeats: no thread runs. */
export const betweenRepeats: LabState = { run: runningState(23, { current: null }), queue: [] };

export const calibrating: LabState = {
  run: runningState(0, { phase: 'calibrating', current: null, samples: [], achieved: {}, elapsed: 0.4 }),
  queue: [],
};

const perRepeat = 4;

/** A run as fast as runs can be: 20 items a second, a repeat of 0.2 s after the other, over the whole plan. */
export function fastLab(count: number): LabState | undefined {
  const done = Math.floor(count / perRepeat);
  const first = runningState(Math.min(done, 79));
  if (done >= 80) return undefined;
  const { order, points } = first.plan;
  const threads = Number(points[order[done] ?? 0]?.['threads']);
  const at = count * 0.05;
  return {
    run: {
      ...first,
      elapsed: at,
      finished: count % perRepeat === 0 || count < 5 ? first.finished.slice(-6) : [],
      samples: samplesOf(done, done * perRepeat * 0.05, (count % perRepeat) + 1, threads, 5e6).slice(-1),
    },
    queue: [],
  };
}
