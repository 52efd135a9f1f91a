/** A series' marker, alone or on a short piece of its line for a legend. Hollow means noisy, or more threads than CPUs. */
import { type MarkerShape, seriesStyle, variantDash } from './seriesStyle.ts';

const size = 3.6;

function outline(shape: MarkerShape, x: number, y: number): string {
  switch (shape) {
    case 'circle':
    case 'dot': {
      const r = shape === 'dot' ? 2.2 : size;
      return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
    }
    case 'square':
      return `M${x - 3.2} ${y - 3.2}h6.4v6.4h-6.4z`;
    case 'up':
      return `M${x} ${y - 4.2}l4.2 7.2h-8.4z`;
    case 'down':
      return `M${x} ${y + 4.2}l4.2 -7.2h-8.4z`;
    case 'diamond':
      return `M${x} ${y - 4.6}l4.6 4.6l-4.6 4.6l-4.6 -4.6z`;
  }
}

/** One marker of a slot with its centre at x, y (pixels). */
export function Marker({ slot, x, y, hollow = false }: { slot: number; x: number; y: number; hollow?: boolean }) {
  const { color, marker } = seriesStyle(slot);
  return (
    <path
      d={outline(marker, x, y)}
      fill={hollow ? 'var(--surface)' : color}
      stroke={hollow ? color : 'var(--surface)'}
      strokeWidth={hollow ? 1.5 : 1}
    />
  );
}

/** Line and marker of a slot, then its name: the entry of a legend or the first cell of a row. */
export function SeriesKey({ slot, name }: { slot: number; name: string }) {
  const { color, dash } = seriesStyle(slot);
  return (
    <span className="series-key">
      <svg width="22" height="10" aria-hidden="true">
        <path d="M0 5H22" stroke={color} strokeWidth="1.8" strokeDasharray={dash} />
        <Marker slot={slot} x={11} y={5} />
      </svg>
      {name}
    </span>
  );
}

/** A piece of line in the dash of a variant, then what it stands for: the entry of a legend. */
export function VariantKey({ variant, name }: { variant: number; name: string }) {
  return (
    <span className="series-key">
      <svg width="22" height="10" aria-hidden="true">
        <path d="M0 5H22" stroke="var(--text-2)" strokeWidth="2" strokeDasharray={variantDash(variant)} />
      </svg>
      {name}
    </span>
  );
}
