/** Dashed grey bounds with their formula. A child of a recharts chart whose y axis runs from 0 to `top`. */
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { type BoundLine, clipAtTop } from './boundRows.ts';

/** Pixels: a rising bound that leaves the plot sooner has no room for its name. */
const shortest = 60;

export interface BoundLinesProps {
  bounds: readonly BoundLine[];
  top: number;
  /** Where a level bound is named: at the end that has room. */
  labelAt?: 'start' | 'end';
}

export function BoundLines({ bounds, top, labelAt = 'end' }: BoundLinesProps) {
  const plot = usePlotArea();
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  if (plot === undefined || xScale === undefined || yScale === undefined) return null;
  return (
    <g>
      {bounds.map((bound) => {
        if (bound.upright) {
          const at = xScale(bound.points[0]?.x ?? NaN);
          return at === undefined || Number.isNaN(at) ? null : (
            <Upright key={bound.label} label={bound.label} at={at} plot={plot} />
          );
        }
        const points = clipAtTop(bound.points, top).flatMap(({ x, y }) => {
          const [px, py] = [xScale(x), yScale(y)];
          return px === undefined || py === undefined ? [] : [{ x: px, y: py }];
        });
        const [first, last] = [points[0], points.at(-1)];
        if (first === undefined || last === undefined) return null;
        const level = first.y === last.y;
        // A level bound is named under one of its ends; a rising one left of its middle.
        const end = labelAt === 'end' ? last : first;
        const at = level
          ? { x: end.x + (labelAt === 'end' ? 0 : 4), y: end.y + 14, anchor: labelAt }
          : { x: (first.x + last.x) / 2 - 8, y: heightAt(points, (first.x + last.x) / 2) - 4, anchor: 'end' as const };
        return (
          <g key={bound.label}>
            <path
              d={`M${points.map(({ x, y }) => `${x} ${y}`).join('L')}`}
              fill="none"
              stroke="var(--bound)"
              strokeWidth={1.2}
              strokeDasharray="3 3"
            />
            {(level || last.x - first.x >= shortest) && (
              <text
                x={at.anchor === 'end' ? Math.max(at.x, plot.x + 60) : at.x}
                y={at.y}
                textAnchor={at.anchor}
                className="chart-bound"
              >
                {bound.label}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

/** Named beside its top, where there is more room. */
function Upright({
  label,
  at,
  plot,
}: {
  label: string;
  at: number;
  plot: { x: number; y: number; width: number; height: number };
}) {
  const isRight = at > plot.x + plot.width - 110;
  return (
    <g>
      <path
        d={`M${at} ${plot.y}V${plot.y + plot.height}`}
        stroke="var(--bound)"
        strokeWidth={1.2}
        strokeDasharray="3 3"
      />
      <text
        x={isRight ? at - 4 : at + 4}
        y={plot.y + 10}
        textAnchor={isRight ? 'end' : 'start'}
        className="chart-bound"
      >
        {label}
      </text>
    </g>
  );
}

/** Of a line from left to right, at an x within it. */
function heightAt(points: readonly { x: number; y: number }[], x: number): number {
  const next = points.findIndex((point) => point.x >= x);
  const [before, after] = [points[next - 1], points[next]];
  if (after === undefined) return NaN;
  if (before === undefined) return after.y;
  return before.y + ((x - before.x) / (after.x - before.x)) * (after.y - before.y);
}
