/** An experiment on every engine that its plan asks for: opens them, pins their threads, and hands each repeat to its own. */
import { ThreadlabError } from '../../../../shared/errors.ts';
import type { EngineName } from '../../../../shared/lab/experiment.ts';
import type { PointParameters } from '../../../../shared/runs/record.ts';
import type { EngineOpeners, ThreadEngine } from '../engines/threadEngine.ts';
import { pinThreads } from '../placement.ts';
import type { MeasuredRepeat, RunOrder } from '../protocol.ts';
import type { OpenExperiment, RepeatListener } from './experiment.ts';

/** What every point with threads names. */
export interface ThreadPoint {
  engine: EngineName;
  threads: number;
}

/** One repeat of a point, on the engine that it asks for. */
export interface RepeatOf<Point> {
  point: Point;
  engine: ThreadEngine;
  /** The threads that take part. */
  tids: readonly number[];
  seed: number;
  listener: RepeatListener;
}

export interface ThreadExperiment<Point extends ThreadPoint> {
  /** Throws where these are no parameters of a point. */
  parse(params: PointParameters): Point;
  /** The loop that the point's threads run. */
  kindOf(point: Point): string;
  measure(repeat: RepeatOf<Point>): Promise<MeasuredRepeat>;
  /** What measuring costs on an engine, by name, in seconds. */
  costsOf(engine: ThreadEngine): Readonly<Record<string, number>>;
}

/** `openers`: by engine; a test may hand in one with broken loops. */
export async function openOnEngines<Point extends ThreadPoint>(
  order: Pick<RunOrder, 'points' | 'pins'>,
  openers: EngineOpeners,
  experiment: ThreadExperiment<Point>,
): Promise<OpenExperiment> {
  const points = order.points.map((params) => experiment.parse(params));
  const engines = new Map<EngineName, ThreadEngine>();
  const close = async () => void (await Promise.all([...engines.values()].map((engine) => engine.close())));
  const pinned = new Map<EngineName, number>();
  try {
    for (const name of new Set(points.map(({ engine }) => engine))) {
      const open = openers[name];
      if (!open) throw new ThreadlabError('badInput', `This runner does not measure this on the engine ${name}.`);
      const asked = points.filter(({ engine }) => engine === name);
      const engine = await open({
        kinds: [...new Set(asked.map((point) => experiment.kindOf(point)))],
        threads: Math.max(...asked.map(({ threads }) => threads)),
      });
      engines.set(name, engine);
      if (order.pins !== null) pinned.set(name, pinThreads(engine, order.pins) / engine.tids.length);
    }
  } catch (error) {
    await close();
    throw error;
  }

  return {
    async measure(params: PointParameters, seed: number, listener: RepeatListener) {
      const point = experiment.parse(params);
      const engine = engines.get(point.engine);
      if (!engine) throw new ThreadlabError('internal', `The plan has no point of the engine ${point.engine}.`);
      const tids = engine.tids.slice(0, point.threads);
      const measured = await experiment.measure({ point, engine, tids, seed, listener });
      const pins = pinned.get(point.engine);
      return { ...measured, readings: { ...measured.readings, ...(pins !== undefined && { pins }) } };
    },
    costOfMeasuring: () => costsOf(engines, experiment),
    close,
  };
}

/** Of several engines each figure bears its engine's name. */
function costsOf<Point extends ThreadPoint>(
  engines: ReadonlyMap<EngineName, ThreadEngine>,
  experiment: ThreadExperiment<Point>,
): Record<string, number> {
  const costs = [...engines].flatMap(([name, engine]) =>
    Object.entries(experiment.costsOf(engine)).map(
      ([what, cost]) => [engines.size > 1 ? `${name} ${what}` : what, cost] as const,
    ),
  );
  return Object.fromEntries(costs);
}
