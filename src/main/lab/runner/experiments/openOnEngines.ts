/**
 * An experiment on every engine that its plan asks for: opens them, pins their threads, and hands each repeat to its own.
 * Most are opened once and kept; an interpreter of Python is a fresh process for every repeat.
 */
import { ThreadlabError } from '../../../../shared/errors.ts';
import type { EngineName } from '../../../../shared/lab/experiment.ts';
import type { PointParameters } from '../../../../shared/runs/record.ts';
import { freshEngines, type EngineOpeners, type ThreadEngine } from '../engines/threadEngine.ts';
import { lostPins, pinThreads } from '../placement.ts';
import type { MeasuredRepeat, RunOrder } from '../protocol.ts';
import type { OpenExperiment, RepeatListener } from './experiment.ts';

/** What every point with threads names. */
export interface ThreadPoint {
  engine: EngineName;
  threads: number;
  /** Of a point on Python. */
  interpreter?: string | undefined;
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
  /** Loops that every point runs besides. */
  alsoKinds?: readonly string[];
  /** Bytes that a point's loop works on besides the counters; absent where none does. */
  workingSetOf?(point: Point): number;
  measure(repeat: RepeatOf<Point>): Promise<MeasuredRepeat>;
  /** What measuring costs on an engine, by name, in seconds. */
  costsOf(engine: ThreadEngine): Readonly<Record<string, number>>;
  /** Where pins cannot be had, Linux places the threads, and no reading tells of pins. Absent: the run ends with the reason. */
  alsoUnpinned?: true;
}

/** An engine with the share of its pins that hold; null where nothing is pinned. */
interface Opened {
  engine: ThreadEngine;
  pins: number | null;
}

/** `openers`: by engine; a test may hand in one with broken loops. */
export async function openOnEngines<Point extends ThreadPoint>(
  order: Pick<RunOrder, 'points' | 'pins'>,
  openers: EngineOpeners,
  experiment: ThreadExperiment<Point>,
): Promise<OpenExperiment> {
  const points = order.points.map((params) => experiment.parse(params));
  const kept = new Map<EngineName, Opened>();
  /** By engine and interpreter. */
  const costs = new Map<string, Readonly<Record<string, number>>>();
  const close = async () => void (await Promise.all([...kept.values()].map(({ engine }) => engine.close())));

  async function open(name: EngineName, asked: readonly Point[], interpreter?: string): Promise<Opened> {
    const opener = openers[name];
    if (!opener) throw new ThreadlabError('badInput', `This runner does not measure this on the engine ${name}.`);
    const engine = await opener({
      kinds: [...new Set([...asked.map((point) => experiment.kindOf(point)), ...(experiment.alsoKinds ?? [])])],
      threads: Math.max(...asked.map(({ threads }) => threads)),
      workingSet: Math.max(0, ...asked.map((point) => experiment.workingSetOf?.(point) ?? 0)),
      interpreter,
    });
    try {
      costs.set(interpreter === undefined ? name : `${name} ${interpreter}`, experiment.costsOf(engine));
      return { engine, pins: pinAll(engine) };
    } catch (error) {
      await engine.close();
      throw error;
    }
  }

  function pinAll(engine: ThreadEngine): number | null {
    if (order.pins === null) return null;
    try {
      return pinThreads(engine, order.pins) / engine.tids.length;
    } catch (error) {
      const isRefusal =
        error instanceof ThreadlabError && (error.code === 'notAvailable' || error.code === 'notPermitted');
      if (experiment.alsoUnpinned === true && isRefusal) return null;
      throw error;
    }
  }

  async function measureOn({ engine, pins }: Opened, point: Point, seed: number, listener: RepeatListener) {
    const tids = engine.tids.slice(0, point.threads);
    const measured = await experiment.measure({ point, engine, tids, seed, listener });
    const held = pins === null ? null : Math.min(pins, heldAfterwards(engine, point));
    return { ...measured, readings: { ...measured.readings, ...(held !== null && { pins: held }) } };
  }

  /** The share of the pins that still hold: anybody may move a thread meanwhile. An interpreter's threads have ended with their work. */
  function heldAfterwards(engine: ThreadEngine, point: Point): number {
    if (order.pins === null || freshEngines.has(point.engine)) return 1;
    return 1 - lostPins(engine, order.pins).length / engine.tids.length;
  }

  try {
    for (const name of new Set(points.map(({ engine }) => engine))) {
      if (freshEngines.has(name)) continue;
      const own = points.filter(({ engine }) => engine === name);
      kept.set(name, await open(name, own));
    }
  } catch (error) {
    await close();
    throw error;
  }

  return {
    async measure(params: PointParameters, seed: number, listener: RepeatListener) {
      const point = experiment.parse(params);
      const own = kept.get(point.engine);
      if (own) return measureOn(own, point, seed, listener);
      if (!freshEngines.has(point.engine))
        throw new ThreadlabError('internal', `The plan has no point of the engine ${point.engine}.`);
      const fresh = await open(point.engine, [point], point.interpreter);
      try {
        return await measureOn(fresh, point, seed, listener);
      } finally {
        await fresh.engine.close();
      }
    },
    costOfMeasuring: () => namedCosts(costs),
    close,
  };
}

/** Of several engines each figure bears its engine's name. */
function namedCosts(costs: ReadonlyMap<string, Readonly<Record<string, number>>>): Record<string, number> {
  const all = [...costs].flatMap(([name, own]) =>
    Object.entries(own).map(([what, cost]) => [costs.size > 1 ? `${name} ${what}` : what, cost] as const),
  );
  return Object.fromEntries(all);
}
