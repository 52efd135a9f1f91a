/** Hand-made records of cache-latency with curves chosen by the test. */
import type { Environment, Point, RunRecord } from '../record.ts';
import { recordOf, testEnvironment } from './records.ts';

const KiB = 1024;

export interface Curve {
  order: string;
  /** Nanoseconds by the set's KiB. */
  at: Readonly<Record<number, number>>;
  engine?: string;
  pages?: string;
  hugeShare?: number;
  noisy?: readonly number[];
}

function pointsOf({ order, at, engine = 'wasm', pages, hugeShare, noisy = [] }: Curve): Point[] {
  return Object.entries(at).map(([size, nanoseconds]) => {
    const median = nanoseconds * 1e-9;
    const isNoisy = noisy.includes(Number(size));
    const reasons = isNoisy ? ['steal 9%, limit 3%'] : [];
    const summary = { n: 3, interval: 'range' as const };
    return {
      params: { engine, order, workingSet: Number(size) * KiB, ...(pages !== undefined && { pages }) },
      repeats: [
        { metrics: { loadLatency: median }, gate: { passed: !isNoisy, reasons, readings: {} }, outlier: false },
      ],
      metrics: {
        loadLatency: { unit: 'seconds', median, low: median * 0.99, high: median * 1.01, ...summary },
        ...(hugeShare !== undefined && {
          hugeShare: { unit: 'ratio', median: hugeShare, low: hugeShare, high: hugeShare, ...summary },
        }),
      },
      noisy: isNoisy,
      oversubscribed: false,
    };
  });
}

/** `caches`: what the machine reports. */
export function cacheRecord(curves: readonly Curve[], caches: Environment['caches'] = []): RunRecord {
  const points = curves.flatMap(pointsOf);
  const asked = (name: string) => [...new Set(points.flatMap(({ params }) => params[name] ?? []))];
  const pages = asked('pages');
  const parameters = {
    engine: asked('engine'),
    workingSet: asked('workingSet'),
    order: asked('order'),
    ...(pages.length > 0 && { pages }),
  };
  const request = { experiment: 'cache-latency', parameters, repeats: 3 };
  const environment = { ...testEnvironment, caches };
  return recordOf([], { experiment: 'cache-latency', points, request, environment, checks: [] });
}
