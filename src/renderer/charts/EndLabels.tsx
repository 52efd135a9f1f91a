/** Names at the ends of the lines, pushed apart, each with a thin leader to its last point. A child of a recharts chart. */
import { DefaultZIndexes, usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';
import { seriesStyle } from './seriesStyle.ts';
import { spreadLabels } from './spreadLabels.ts';

const lineHeight = 14;
/** Pixels. */
const longestLeader = 60;

export interface EndLabel {
  name: string;
  slot: number;
  /** The last point, in the units of the axes. */
  x: number | string;
  y: number;
}

export function EndLabels({ labels }: { labels: readonly EndLabel[] }) {
  const plot = usePlotArea();
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  if (plot === undefined || xScale === undefined || yScale === undefined) return null;
  const ends = labels.flatMap((label) => {
    const x = xScale(label.x, { position: 'middle' });
    const y = yScale(label.y);
    return x === undefined || y === undefined || Number.isNaN(y) ? [] : [{ ...label, x, y }];
  });
  const left = plot.x + plot.width;
  // A line that ends long before the others is named at its end: a leader across the plot would look like data.
  const atEdge = ends.filter((end) => left - end.x <= longestLeader);
  const inside = ends.filter((end) => left - end.x > longestLeader);
  const places = spreadLabels(
    atEdge.map((end) => end.y),
    lineHeight,
    plot.y,
    plot.y + plot.height,
  );
  return (
    // Above the lines, which a layer of their own draws over all that stands in none.
    <ZIndexLayer zIndex={DefaultZIndexes.label}>
      {inside.map((end) => (
        <text key={end.name} x={end.x + 9} y={end.y - 5} className="chart-label">
          {end.name}
        </text>
      ))}
      {atEdge.map((end, index) => {
        const y = places[index] ?? end.y;
        return (
          <g key={end.name}>
            <path
              d={`M${end.x + 6} ${end.y}L${left + 8} ${y}`}
              stroke={seriesStyle(end.slot).color}
              strokeWidth={1}
              opacity={0.55}
            />
            <text x={left + 11} y={y + 4} className="chart-label">
              {end.name}
            </text>
          </g>
        );
      })}
    </ZIndexLayer>
  );
}
