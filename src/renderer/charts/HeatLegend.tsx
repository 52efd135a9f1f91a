/** What pale and strong mean in heat maps: the scale's ends with their unit, and whether it is logarithmic. */
import type { HeatScale } from '../../shared/runs/heatData.ts';
import { formatValue } from '../../shared/units/format.ts';
import type { Unit } from '../../shared/units/quantity.ts';
import { heatColor } from './HeatChart.tsx';

export interface HeatLegendProps {
  scale: HeatScale;
  unit: Unit;
  /** What hollow cells are; empty without any. */
  hollow: string;
  /** Whether there are such cells. */
  missing: boolean;
}

export function HeatLegend({ scale, unit, hollow, missing }: HeatLegendProps) {
  return (
    <p className="heat-legend">
      <span>{formatValue(scale.low, unit)}</span>
      <span
        className="heat-ramp"
        style={{ background: `linear-gradient(to right, ${heatColor(0)}, ${heatColor(1)})` }}
      />
      <span>
        {formatValue(scale.high, unit)}
        {scale.logarithmic ? ', logarithmic' : ''}
      </span>
      {hollow !== '' && (
        <span>
          <span className="heat-swatch" style={{ boxShadow: 'inset 0 0 0 2px var(--s1)' }} /> {hollow}
        </span>
      )}
      {missing && (
        <span>
          <span className="heat-swatch" style={{ background: 'var(--track)' }} /> not measured
        </span>
      )}
    </p>
  );
}
