/** Dashed grey bounds with their formula. A child of a recharts chart whose y axis runs from 0 to `top`. */
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { type BoundLine, clipAtTop } from './boundRows.ts';

export function BoundLines({ bounds, top }: { bounds: readonly BoundLine[]; top: number }) {
  const plot = usePlotArea();
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  if (plot === undefined || xScale === undefined || yScale === undefined) return null;
  return (
    <g>
      {bounds.map((bound) => {
        const points = clipAtTop(bound.points, top).flatMap(({ x, y }) => {
          const [px, py] = [xScale(x), yScale(y)];
          return px === undefined || py === undefined ? [] : [{ x: px, y: py }];
        });
        const [first, last] = [points[0], points.at(-1)];
        if (first === undefined || last === undefined) return null;
        const level = first.y === last.y;
        // A level bound is named under its right end, where lines are labelled beyond the plot; a rising one left of its middle.
        const at = level
          ? { x: last.x, y: last.y + 14, anchor: 'end' as const }
          : { x: (first.x + last.x) / 2 - 8, y: (first.y + last.y) / 2 - 4, anchor: 'end' as const };
        return (
          <g key={bound.label}>
            <path
              d={`M${points.map(({ x, y }) => `${x} ${y}`).join('L')}`}
              fill="none"
              stroke="var(--bound)"
              strokeWidth={1.2}
              strokeDasharray="3 3"
            />
            <text x={Math.max(at.x, plot.x + 60)} y={at.y} textAnchor={at.anchor} className="chart-bound">
              {bound.label}
            </text>
          </g>
        );
      })}
    </g>
  );
}
