/**
 * A minute of one number as a neutral line on a soft fill, 0 at the bottom. SVG: to draw a pass costs as much as on a canvas, but
 * the canvases of rows that are scrolled in and out, each a surface to make and to give back, took the main thread for 160 ms.
 */
export interface SparkPoint {
  /** Seconds, ascending. */
  at: number;
  /** NaN is a gap. */
  value: number;
}

export interface SparklineProps {
  points: readonly SparkPoint[];
  /** Seconds shown; the newest point lies at the right edge. */
  window: number;
  /** The value at the top. Larger values end there. */
  top: number;
  width: number;
  height: number;
  faint?: boolean;
}

/** A gap longer than this many usual steps is not bridged. */
const LONGEST_STEP = 2.5;

/** Pieces of line as coordinates from the upper left corner: one an unbroken stretch. Pure, so that gaps and edges can be tested. */
export function sparkPieces(
  points: readonly SparkPoint[],
  window: number,
  top: number,
  width: number,
  height: number,
): [x: number, y: number][][] {
  const newest = points.at(-1)?.at;
  if (newest === undefined) return [];
  const steps = points.slice(1).map((point, index) => point.at - (points[index]?.at ?? point.at));
  const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? window;
  const pieces: [number, number][][] = [];
  let piece: [number, number][] = [];
  let before = NaN;
  for (const { at, value } of points) {
    if (at < newest - window) continue;
    if (Number.isNaN(value) || at - before > usual * LONGEST_STEP) {
      if (piece.length > 0) pieces.push(piece);
      piece = [];
    }
    before = at;
    if (Number.isNaN(value)) continue;
    const share = top > 0 ? Math.min(1, Math.max(0, value / top)) : 0;
    piece.push([width - ((newest - at) / window) * width, height - 1 - share * (height - 2)]);
  }
  if (piece.length > 0) pieces.push(piece);
  return pieces;
}

const pathOf = (piece: readonly (readonly [x: number, y: number])[]) =>
  piece.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L');

/** Hidden from assistive technology: the value stands beside it. */
export function Sparkline({ points, window, top, width, height, faint = false }: SparklineProps) {
  const pieces = sparkPieces(points, window, top, width, height);
  const areas = pieces.map((piece) => `M${pathOf(piece)}V${height}H${piece[0]?.[0].toFixed(1)}Z`);
  const lines = pieces.map((piece) => `M${pathOf(piece)}`);
  return (
    <svg className={faint ? 'sparkline faint' : 'sparkline'} width={width} height={height} aria-hidden="true">
      <path className="sparkline-area" d={areas.join('')} />
      <path className="sparkline-line" d={lines.join('')} />
    </svg>
  );
}
