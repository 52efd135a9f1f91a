/** An experiment whose repeats are programs that measure by themselves: each repeat is a fresh process on the engine of its point. */
import type { z } from 'zod';
import type { PointParameters } from '../../../../shared/runs/record.ts';
import { fastestClock } from '../engines/fastestClock.ts';
import { runProgram, type FindProgram, type ProgramPlace } from '../engines/program.ts';
import type { MeasuredRepeat } from '../protocol.ts';
import type { OpenExperiment } from './experiment.ts';
import { finiteOrNull } from './stretch.ts';

export interface ProgramExperiment<Point extends ProgramPlace, Answer> {
  /** Throws where these are no parameters of a point. */
  parse(params: PointParameters): Point;
  /** What the program is asked beyond the point and the seed. */
  request?(point: Point): Readonly<Record<string, unknown>>;
  answer: z.ZodType<Answer>;
  /** The counter that windows follow, by its name in the catalogue, and how many threads or processes advance one. */
  live(point: Point): { counter: string; actors: number };
  /** What follows from the answer; the clock's drift is added to its readings. */
  conclude(point: Point, answer: Answer): MeasuredRepeat;
}

/** `find`: the program of a point. */
export async function openPrograms<Point extends ProgramPlace, Answer>(
  find: FindProgram,
  experiment: ProgramExperiment<Point, Answer>,
): Promise<OpenExperiment> {
  const clock = await fastestClock();
  return {
    async measure(params, seed, listener) {
      const point = experiment.parse(params);
      const before = clock();
      const answer = await runProgram({
        program: find(point),
        request: { ...params, seed, ...experiment.request?.(point) },
        answer: experiment.answer,
        live: experiment.live(point),
        listener,
      });
      const clockDrift = finiteOrNull(Math.abs(clock() / before - 1));
      const measured = experiment.conclude(point, answer);
      return { ...measured, readings: { clockDrift, ...measured.readings } };
    },
    costOfMeasuring: () => ({}),
    close: () => Promise.resolve(),
  };
}
