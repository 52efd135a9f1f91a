/** All repeats of a run in their shuffled order: height = threads, colour = series, hatched = noisy, outline = now. */
import { useId } from 'react';
import { seriesStyle } from './seriesStyle.ts';

export interface PlanBar {
  /** 0 to 1, of the largest value on the strip. */
  size: number;
  slot: number;
  state: 'done' | 'now' | 'waiting';
  noisy: boolean;
}

export interface PlanStripProps {
  bars: readonly PlanBar[];
  /** What the strip shows, in a sentence. */
  sentence: string;
  width: number;
}

const height = 26;
const inner = 24;
const smallest = 5;

export function PlanStrip({ bars, sentence, width }: PlanStripProps) {
  const hatch = useId();
  const step = bars.length === 0 ? width : Math.min(24, width / bars.length);
  const bar = Math.max(1, step - (step >= 4 ? 2 : 0));
  return (
    <svg width={width} height={height + 2} role="img" aria-label={sentence} className="plan-strip">
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" fill="var(--st-cpu)" />
          <rect width="1.8" height="5" fill="var(--hatch-dark)" />
        </pattern>
      </defs>
      {bars.map(({ size, slot, state, noisy }, index) => {
        const tall = state === 'waiting' ? inner : Math.max(smallest, size * inner);
        const fill = state === 'waiting' ? 'var(--track)' : noisy ? `url(#${hatch})` : seriesStyle(slot).color;
        const x = index * step;
        return (
          <g key={index}>
            <rect x={x} y={1 + inner - tall} width={bar} height={tall} rx={bar > 3 ? 1 : 0} fill={fill} />
            {state === 'now' && (
              <rect
                x={x - 1}
                y={0.5}
                width={bar + 2}
                height={inner + 2}
                rx={2}
                fill="none"
                stroke="var(--text)"
                strokeWidth={1.5}
              />
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** A legend's swatch for a noisy repeat. */
export function NoisySwatch() {
  return <span className="noisy-swatch" aria-hidden="true" />;
}
