/** Draws one lane on a canvas: each state by colour and hatch, as high as its share of the time; or the CPU that it ran on. */
import { balanceKinds, type BalanceKind } from '../../../shared/monitor/balance.ts';
import { tokenColour } from '../../theme/palette.ts';
import type { LaneStrip } from './laneStrips.ts';

export interface LanePaint {
  width: number;
  height: number;
  colour: 'state' | 'cpu';
  /** CPUs of the machine, for the height at which one of them is drawn. */
  cpus: number;
  /** Vertical lines: pixels. */
  lines: readonly number[];
}

/** From below: running, waiting for a CPU, then what keeps it from running. Asleep is a thin line behind them. */
const stacked = ['run', 'cpu', 'lock', 'disk', 'stop'] as const satisfies readonly BalanceKind[];
const sleepLine = 3;
const seriesCount = 8;
/** With more CPUs than this a place of its own for each would be too flat to see. */
const mostPlaces = 8;
const flattest = 4;

export function paintLane(context: CanvasRenderingContext2D, strips: readonly LaneStrip[], paint: LanePaint): void {
  const { width, height, lines } = paint;
  context.clearRect(0, 0, width, height);
  context.fillStyle = tokenColour('--grid');
  for (const x of lines) context.fillRect(x, 0, 1, height);
  context.fillStyle = tokenColour('--st-sleep');
  const asleep = balanceKinds.indexOf('sleep');
  for (const { x, width: wide, shares } of strips) {
    if (paint.colour === 'cpu' || (shares[asleep] ?? 0) > 0) {
      context.fillRect(x, Math.round((height - sleepLine) / 2), wide, sleepLine);
    }
  }
  for (const strip of strips) {
    if (paint.colour === 'cpu') paintCpu(context, strip, paint);
    else paintStates(context, strip, height);
  }
}

function paintStates(context: CanvasRenderingContext2D, { x, width, shares }: LaneStrip, height: number): void {
  let bottom = height;
  for (const kind of stacked) {
    const share = shares[balanceKinds.indexOf(kind)] ?? 0;
    if (share === 0) continue;
    const high = Math.max(1, Math.round(share * height));
    context.fillStyle = stateFill(context, kind);
    context.fillRect(x, bottom - high, width, high);
    bottom -= high;
  }
}

/** CPU by colour and by height: the first at the bottom. */
function paintCpu(context: CanvasRenderingContext2D, { x, width, shares, cpu }: LaneStrip, paint: LanePaint): void {
  const share = shares[0] ?? 0;
  if (share === 0 || Number.isNaN(cpu)) return;
  const { bottom, high } = cpuPlace(cpu, paint.cpus, paint.height);
  const drawn = Math.max(2, Math.round(high * Math.max(share, 0.5)));
  context.fillStyle = tokenColour(cpuToken(cpu));
  context.fillRect(x, bottom - drawn, width, drawn);
}

/** Where a CPU is drawn: pixels from the top to its lower edge, and how high. */
export function cpuPlace(cpu: number, cpus: number, height: number): { bottom: number; high: number } {
  const high = Math.max(flattest, Math.floor(height / Math.max(1, Math.min(cpus, mostPlaces))));
  const room = height - high;
  const above = cpus > 1 ? Math.round((Math.min(cpu, cpus - 1) / (cpus - 1)) * room) : 0;
  return { bottom: height - above, high };
}

/** Eight colours, again and again: the height tells them apart, and the reading names the CPU. */
export function cpuToken(cpu: number): `--s${number}` {
  return `--s${(cpu % seriesCount) + 1}`;
}

interface Hatch {
  token: `--${string}`;
  ink: '--hatch' | '--hatch-dark';
  size: number;
  draw: (tile: CanvasRenderingContext2D, size: number) => void;
}

/** As states.css has them. */
const hatches: Partial<Record<BalanceKind, Hatch>> = {
  cpu: { token: '--st-cpu', ink: '--hatch-dark', size: 6, draw: (tile, size) => diagonal(tile, size, 1.8) },
  lock: { token: '--st-lock', ink: '--hatch', size: 4, draw: (tile, size) => tile.fillRect(0, 0, 1, size) },
  disk: { token: '--st-disk', ink: '--hatch', size: 4, draw: (tile, size) => tile.fillRect(0, 0, size, 1) },
  stop: {
    token: '--st-stop',
    ink: '--hatch',
    size: 6,
    draw(tile, size) {
      diagonal(tile, size, 0.9);
      tile.translate(size, 0);
      tile.scale(-1, 1);
      diagonal(tile, size, 0.9);
    },
  },
};

let fills = new Map<BalanceKind, CanvasPattern | string>();
let fillsOf = '';

/** Patterns are made once a theme. */
function stateFill(context: CanvasRenderingContext2D, kind: BalanceKind): CanvasPattern | string {
  const theme = document.documentElement.dataset['theme'] ?? '';
  if (theme !== fillsOf) [fills, fillsOf] = [new Map(), theme];
  const known = fills.get(kind);
  if (known !== undefined) return known;
  const made = makeFill(context, kind);
  fills.set(kind, made);
  return made;
}

function makeFill(context: CanvasRenderingContext2D, kind: BalanceKind): CanvasPattern | string {
  const hatch = hatches[kind];
  if (hatch === undefined) return tokenColour(`--st-${kind}`);
  const canvas = document.createElement('canvas');
  // Twice as fine as a pixel of the page, for fine screens.
  canvas.width = canvas.height = hatch.size * 2;
  const tile = canvas.getContext('2d');
  if (tile === null) return tokenColour(hatch.token);
  tile.scale(2, 2);
  tile.fillStyle = tokenColour(hatch.token);
  tile.fillRect(0, 0, hatch.size, hatch.size);
  tile.fillStyle = tokenColour(hatch.ink);
  tile.strokeStyle = tokenColour(hatch.ink);
  hatch.draw(tile, hatch.size);
  const pattern = context.createPattern(canvas, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(0.5));
  return pattern ?? tokenColour(hatch.token);
}

function diagonal(tile: CanvasRenderingContext2D, size: number, thickness: number): void {
  tile.lineWidth = thickness;
  tile.beginPath();
  for (const shift of [-size, 0, size]) {
    tile.moveTo(shift - 1, size + 1);
    tile.lineTo(shift + size + 1, -1);
  }
  tile.stroke();
}
