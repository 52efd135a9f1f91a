/** A record as it leaves the machine: what a person started, where, and what it wrote are named to nobody who was not meant to know. */
import { experimentOf } from '../../../shared/runs/chartAxes.ts';
import { startsOwnCode, textLeftOut, textParameters } from '../../../shared/lab/textParameter.ts';
import type { Point, PointParameters, RunRecord } from '../../../shared/runs/record.ts';

/** The record itself where its experiment starts no program of a person's own. */
export function withoutCommandLines(record: RunRecord): RunRecord {
  const experiment = experimentOf(record);
  if (experiment === undefined || !startsOwnCode(experiment)) return record;
  const texts = textParameters(experiment).map(([name]) => name);
  const paramsOf = (params: PointParameters): PointParameters =>
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, texts.includes(name) ? textLeftOut : value]),
    );
  const pointOf = (point: Point): Point => ({
    ...point,
    params: paramsOf(point.params),
    repeats: point.repeats.map((repeat) => {
      const { lastLines: _, ...rest } = repeat;
      return rest;
    }),
  });
  const { error, request } = record;
  return {
    ...record,
    ...(error && { error: { ...error, lastLines: [] } }),
    request: {
      ...request,
      parameters: Object.fromEntries(
        Object.entries(request.parameters).map(([name, values]) => [
          name,
          texts.includes(name) ? [textLeftOut] : values,
        ]),
      ),
    },
    points: record.points.map(pointOf),
    baselines: record.baselines.map(pointOf),
    checks: record.checks.map(({ params, ...check }) => ({ ...check, ...(params && { params: paramsOf(params) }) })),
  };
}
