/** Lock contention, on every engine that has threads and locks: opens those that the plan asks for, and hands each repeat to its own. */
import { ThreadlabError } from '../../../../shared/errors.ts';
import type { EngineName } from '../../../../shared/lab/experiment.ts';
import type { LockName } from '../../../../shared/lab/lockKinds.ts';
import type { PointParameters } from '../../../../shared/runs/record.ts';
import type { ContentionEngine } from '../engines/contentionEngine.ts';
import { pinThreads } from '../placement.ts';
import type { RunOrder } from '../protocol.ts';
import { contentionPoint, measureRepeat, type ContentionPoint } from './contentionRepeat.ts';
import type { OpenExperiment, RepeatListener } from './experiment.ts';

/** Opens an engine for the points that ask it. */
export type EngineOpener = (asked: { locks: LockName[]; threads: number }) => Promise<ContentionEngine>;

/** `openers`: by engine; a test may hand in one with broken locks. */
export async function openLockContention(
  order: Pick<RunOrder, 'points' | 'pins'>,
  openers: Readonly<Partial<Record<EngineName, EngineOpener>>>,
): Promise<OpenExperiment> {
  const points = order.points.map((point) => contentionPoint.parse(point));
  const engines = new Map<EngineName, ContentionEngine>();
  const close = async () => void (await Promise.all([...engines.values()].map((engine) => engine.close())));
  const pinned = new Map<EngineName, number>();
  try {
    for (const name of new Set(points.map(({ engine }) => engine))) {
      const engine = await openEngine(name, points, openers);
      engines.set(name, engine);
      if (order.pins !== null) pinned.set(name, pinThreads(engine, order.pins) / engine.tids.length);
    }
  } catch (error) {
    await close();
    throw error;
  }

  return {
    async measure(params: PointParameters, seed: number, listener: RepeatListener) {
      const point = contentionPoint.parse(params);
      const engine = engines.get(point.engine);
      if (!engine) throw new ThreadlabError('internal', `The plan has no point of the engine ${point.engine}.`);
      const measured = await measureRepeat({
        point,
        engine,
        tids: engine.tids.slice(0, point.threads),
        seed,
        listener,
      });
      const pins = pinned.get(point.engine);
      return { ...measured, readings: { ...measured.readings, ...(pins !== undefined && { pins }) } };
    },
    costOfMeasuring: () => costsOf(engines),
    close,
  };
}

function openEngine(
  name: EngineName,
  points: readonly ContentionPoint[],
  openers: Readonly<Partial<Record<EngineName, EngineOpener>>>,
): Promise<ContentionEngine> {
  const open = openers[name];
  if (!open) throw new ThreadlabError('badInput', `This runner measures no locks on the engine ${name}.`);
  const asked = points.filter(({ engine }) => engine === name);
  return open({
    locks: [...new Set(asked.map(({ lock }) => lock))],
    threads: Math.max(...asked.map(({ threads }) => threads)),
  });
}

/** Of several engines each figure bears its engine's name. */
function costsOf(engines: ReadonlyMap<EngineName, ContentionEngine>): Record<string, number> {
  const costs = [...engines].flatMap(([name, { clockReading }]) => {
    const named = (what: string) => (engines.size > 1 ? `${name} ${what}` : what);
    return [[named('clockReading'), clockReading] as const, [named('sampledAcquisition'), 2 * clockReading] as const];
  });
  return Object.fromEntries(costs);
}
