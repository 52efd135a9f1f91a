/** A minute of one number as a neutral line on a soft fill, 0 at the bottom. Canvas: it is drawn anew with every pass. */
import { useEffect, useRef } from 'react';
import { tokenColour } from '../theme/palette.ts';
import { useThemeName } from '../theme/useThemeName.ts';

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

/** Pieces of line as canvas coordinates: one an unbroken stretch. Pure, so that gaps and edges can be tested. */
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

/** Hidden from assistive technology: the value stands beside it. */
export function Sparkline({ points, window: span, top, width, height, faint = false }: SparklineProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeName();
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d') ?? null;
    if (element === null || context === null) return;
    const scale = window.devicePixelRatio;
    if (element.width !== Math.round(width * scale)) element.width = Math.round(width * scale);
    if (element.height !== Math.round(height * scale)) element.height = Math.round(height * scale);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    context.globalAlpha = faint ? 0.6 : 1;
    context.lineWidth = 1.2;
    context.strokeStyle = tokenColour('--spark');
    context.fillStyle = tokenColour('--spark-fill');
    for (const piece of sparkPieces(points, span, top, width, height)) {
      const [first] = piece;
      const last = piece.at(-1);
      if (first === undefined || last === undefined) continue;
      context.beginPath();
      context.moveTo(first[0], first[1]);
      for (const [x, y] of piece) context.lineTo(x, y);
      context.stroke();
      context.lineTo(last[0], height);
      context.lineTo(first[0], height);
      context.fill();
    }
  }, [points, span, top, width, height, faint, theme]);
  return <canvas ref={canvas} className="sparkline" style={{ width, height }} aria-hidden="true" />;
}
