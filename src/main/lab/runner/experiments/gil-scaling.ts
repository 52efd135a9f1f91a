/** gil-scaling: the same units of work by one worker alone and by several, in threads or in processes. On wasm and native by the threads of the engine, elsewhere by a program. */
import type { PointParameters } from '../../../../shared/runs/record.ts';
import type { FindProgram } from '../engines/program.ts';
import type { EngineOpeners } from '../engines/threadEngine.ts';
import type { CheckAnswer, MeasuredRepeat, RunOrder } from '../protocol.ts';
import { checksumOf, sharesOf } from '../unitWork.ts';
import { total } from '../total.ts';
import { overlapOfCrew, rateOf, runningThreads } from './crew.ts';
import type { OpenExperiment } from './experiment.ts';
import { gilScalingAnswer, type GilScalingAnswer, type SharedWork } from './gilScalingAnswer.ts';
import { actorsOf, gilScalingPoint, type GilScalingPoint } from './gilScalingPoint.ts';
import { openPrograms } from './openPrograms.ts';
import { openSharedWork } from './sharedWork.ts';
import { finiteOrNull } from './stretch.ts';

/** Those whose threads the runner itself steps. */
const threadEngines: readonly unknown[] = ['wasm', 'native'];
/** More of them, waiting for the interpreter lock and looking after it, spend time of their own. */
const mostThatRunAsOne = 16;
const asOne = 1.1;
const noFaster = 1.25;

/** `openers`: of the thread engines; `find`: the programs. A test may hand in broken ones. */
export async function openGilScaling(
  order: Pick<RunOrder, 'points' | 'pins'>,
  openers: EngineOpeners,
  find: FindProgram,
): Promise<OpenExperiment> {
  const own = order.points.filter(({ engine }) => threadEngines.includes(engine));
  const threads = await openSharedWork({ ...order, points: own }, openers, conclude);
  const programs = await openPrograms(find, {
    parse: (params) => gilScalingPoint.parse(params),
    answer: gilScalingAnswer,
    live: (point) => ({ counter: 'units', actors: actorsOf(point) }),
    conclude,
  });
  const of = ({ engine }: PointParameters) => (threadEngines.includes(engine) ? threads : programs);
  return {
    measure: (point, seed, listener) => of(point).measure(point, seed, listener),
    costOfMeasuring: () => ({}),
    close: async () => void (await Promise.all([threads.close(), programs.close()])),
  };
}

function conclude(point: GilScalingPoint, { gil, alone, together }: GilScalingAnswer): MeasuredRepeat {
  const [rateAlone, throughput] = [rateOf(alone), rateOf(together)];
  const [speedup, running] = [throughput / rateAlone, runningThreads(together)];
  const oneAtATime = isOneAtATime(point, gil);
  return {
    metrics: { speedup: finiteOrNull(speedup), throughput, runningThreads: running },
    perThread: { unitsOfEach: together.workers.map(({ counted }) => counted) },
    histograms: {},
    achieved: { oneWorker: rateAlone },
    checks: [
      sameWork(point, alone.workers, together.workers),
      ...(oneAtATime && running !== null ? [oneRuns(running)] : []),
      ...(oneAtATime && Number.isFinite(speedup)
        ? [{ id: 'noSpeedup', holds: speedup <= noFaster, detail: `${speedup.toFixed(2)} times one worker` }]
        : []),
    ],
    readings: { overlap: overlapOfCrew(together), threads: oneAtATime ? 1 : actorsOf(point) },
  };
}

/** Threads of an interpreter whose lock only one can hold, with nothing in their work that gives it up. */
function isOneAtATime({ engine, mode, workers, body }: GilScalingPoint, gil: boolean | null | undefined): boolean {
  if (engine !== 'python' || mode !== 'threads' || gil !== true) return false;
  return body !== 'gilReleasing' && workers <= mostThatRunAsOne;
}

function oneRuns(running: number): CheckAnswer {
  return { id: 'oneRuns', holds: running <= asOne, detail: `${running.toFixed(2)} threads ran at once` };
}

/** Every unit gave what it must, whoever did it. */
function sameWork(
  { workers, body }: GilScalingPoint,
  alone: readonly SharedWork[],
  all: readonly SharedWork[],
): CheckAnswer {
  const wrong = [
    ...alone.map((worker) => worker.checksum === checksumOf(body, [0], worker.turns)),
    ...all.map(
      (worker, number) => worker.checksum === checksumOf(body, sharesOf(number, all.length, workers), worker.turns),
    ),
  ].filter((holds) => !holds).length;
  const units = total(all.map(({ turns }) => turns));
  const detail = `${units} units, ${wrong === 0 ? 'every worker with the results that they must give' : `${wrong} workers with other results than they must give`}`;
  return { id: 'sameWork', holds: wrong === 0, detail };
}
