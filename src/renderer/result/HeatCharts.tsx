/** The heat maps of one metric side by side on one scale, with one legend. */
import { type HeatMap, heatScale } from '../../shared/runs/heatData.ts';
import { hollowMeaning } from '../../shared/runs/hollow.ts';
import { axisUnit } from '../../shared/units/axis.ts';
import type { Unit } from '../../shared/units/quantity.ts';
import { HeatChart } from '../charts/HeatChart.tsx';
import { HeatLegend } from '../charts/HeatLegend.tsx';
import { useElementWidth } from '../charts/useElementWidth.ts';
import { sweepRemark } from './sweepRemark.ts';

/** A map with more columns has the whole width. */
const mostColumnsHalved = 8;
const gap = 24;
/** Narrower than this two do not stand side by side. */
const bothFrom = 560;

export interface HeatChartsProps {
  title: string;
  maps: readonly HeatMap[];
  unit: Unit;
}

export function HeatCharts({ title, maps, unit }: HeatChartsProps) {
  const [box, width] = useElementWidth<HTMLDivElement>(748);
  const scale = heatScale(maps);
  const cells = maps.flatMap((map) => map.cells.flat());
  const measured = cells.filter((cell) => cell !== null);
  const caption = [axisUnit(scale.high, unit).words, sweepRemark([{ points: measured }])]
    .filter((part) => part !== '')
    .join(', ');
  const halved =
    maps.length > 1 && width >= bothFrom && maps.every(({ columns }) => columns.labels.length <= mostColumnsHalved);
  const chartWidth = halved ? Math.floor((width - gap) / 2) : width;
  const alone = maps.length === 1;
  return (
    <section className="result-chart" ref={box} aria-label={title}>
      {!alone && (
        <p className="heat-heading">
          <b>{title}</b> <span className="text-3 small">{caption}</span>
        </p>
      )}
      <div className="heat-charts" style={{ gridTemplateColumns: halved ? '1fr 1fr' : '1fr', columnGap: gap }}>
        {maps.map((map, index) => (
          <HeatChart
            key={index}
            title={alone ? title : map.title}
            caption={alone ? caption : ''}
            map={map}
            scale={scale}
            unit={unit}
            width={chartWidth}
          />
        ))}
      </div>
      <HeatLegend scale={scale} unit={unit} hollow={hollowMeaning(measured)} missing={measured.length < cells.length} />
    </section>
  );
}
