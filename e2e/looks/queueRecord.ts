/** A record of producer-consumer on two engines, with a shape of every kind: numbers, histograms, series and what was seen. */
import { producerConsumer } from '../../src/shared/lab/catalogue/producer-consumer.ts';
import type { Outcome, Point, RunRecord } from '../../src/shared/runs/record.ts';
import { signalRecord, type CountingPoint } from '../../src/shared/runs/testing/countingRecords.ts';
import { addToHistogram, closeHistogram, createHistogram } from '../../src/shared/statistics/histogram.ts';

const capacities = [1, 16, 256];
/** Items a second (k/s), and how long the middle one took to be handed over (µs), by the capacity. */
const rows = [
  { engine: 'node', queue: 'ring', wait: ['while', 'if'], rate: [92, 840, 1310], handover: [9, 21, 140] },
  { engine: 'python', queue: 'queue.Queue', wait: [null], rate: [24, 131, 162], handover: [41, 118, 1_530] },
  { engine: 'python', queue: 'Condition', wait: ['while', 'if'], rate: [33, 152, 189], handover: [30, 101, 1_310] },
];

const shapes = rows.flatMap(({ engine, queue, wait, rate, handover }) =>
  capacities.flatMap((capacity, i) =>
    wait.map((way) => ({
      point: {
        params: { engine, queue, capacity, ...(way !== null && { wait: way }) },
        metrics: {
          throughput: [-0.04, -0.01, 0, 0.02, 0.05].map((step) => (rate[i] ?? NaN) * 1e3 * (1 + step)),
          mistakes: Array.from({ length: 5 }, (_, repeat) => (way === 'if' ? 1 + 40 * i + repeat : 0)),
        },
      } satisfies CountingPoint,
      handover: (handover[i] ?? NaN) * 1e-6,
      way,
    })),
  ),
);

export function queueRecord(): RunRecord {
  const record = signalRecord(
    producerConsumer,
    { producers: 1, consumers: 2, itemWork: 1e-6, duration: 0.5 },
    shapes.map(({ point }) => point),
    { id: '2026-10-03-1457-q0q0', startedAt: '2026-10-03T14:57:00.000Z' },
  );
  return { ...record, points: record.points.map((point, i) => withShapes(point, shapes[i]?.handover ?? NaN)) };
}

function withShapes(point: Point, middle: number): Point {
  const handover = createHistogram('seconds', 1e-9);
  for (let i = 1; i < 400; i += 1) addToHistogram(handover, middle * (0.4 + (i / 400) ** 3 * 3));
  const capacity = Number(point.params['capacity']);
  const at = Array.from({ length: 50 }, (_, i) => i * 0.05);
  const depths = at.map((_, i) => Math.round((capacity * (1 + Math.sin(i))) / 2));
  return {
    ...point,
    histograms: { handoverLatency: closeHistogram(handover) },
    series: { depth: { unit: 'count', at, repeat: at.map((_, i) => Math.floor(i / 10)), values: [depths] } },
    repeats: point.repeats.map((one) => ({ ...one, outcomes: { forcedSchedule: seenWith(point.params['wait']) } })),
  };
}

function seenWith(wait: unknown): Outcome {
  return wait === 'if'
    ? {
        code: 'wentOn',
        words: 'It went on, to take from an empty queue.',
        said: 'A consumer is woken for an item, and another one takes it first: with if it goes on.',
        asSaid: true,
      }
    : {
        code: 'waitedAgain',
        words: 'It found the queue empty, and waited again.',
        said: 'A consumer is woken for an item, and another one takes it first: with while it waits again.',
        asSaid: true,
      };
}
