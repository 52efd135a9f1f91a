/** A bar per CPU, user, system and steal on top of one another, in groups. One canvas: it is drawn anew with every pass. */
import { useEffect, useRef } from 'react';
import { tokenColour } from '../theme/palette.ts';
import { useThemeName } from '../theme/useThemeName.ts';

export interface CpuBar {
  id: number;
  /** Shares of the CPU; null before a second reading. */
  user: number | null;
  system: number | null;
  steal: number | null;
}

export interface CpuBarsProps {
  groups: readonly (readonly CpuBar[])[];
  height: number;
  /** The sentence that stands for the picture. */
  label: string;
}

export interface BarSizes {
  bar: number;
  gap: number;
  group: number;
  width: number;
}

/** Bars of 8 px, of 3 px over 32 CPUs; over 96 a cell of heat, 1 px wide. */
export function barSizes(groups: readonly number[]): BarSizes {
  const count = groups.reduce((sum, length) => sum + length, 0);
  const [bar, gap, group] = count <= 32 ? [8, 2, 7] : count <= 96 ? [3, 1, 4] : [1, 0, 3];
  const width = count * (bar + gap) - gap * groups.length + group * (groups.length - 1);
  return { bar, gap, group, width: Math.max(bar, width) };
}

export function CpuBars({ groups, height, label }: CpuBarsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeName();
  const { bar, gap, group, width } = barSizes(groups.map(({ length }) => length));
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d') ?? null;
    if (element === null || context === null) return;
    const scale = window.devicePixelRatio;
    if (element.width !== Math.round(width * scale)) element.width = Math.round(width * scale);
    if (element.height !== Math.round(height * scale)) element.height = Math.round(height * scale);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    const steal = hatch(context, tokenColour('--cpu-steal'), tokenColour('--hatch'));
    let x = 0;
    for (const cpus of groups) {
      for (const cpu of cpus) {
        context.fillStyle = tokenColour('--track');
        context.fillRect(x, 0, bar, height);
        let y = height;
        const parts = [
          [cpu.user, tokenColour('--cpu-user')],
          [cpu.system, tokenColour('--cpu-sys')],
          [cpu.steal, steal],
        ] as const;
        for (const [share, fill] of parts) {
          if (share === null) continue;
          context.fillStyle = fill;
          context.fillRect(x, y - share * height, bar, share * height);
          y -= share * height;
        }
        x += bar + gap;
      }
      x += group - gap;
    }
  }, [groups, bar, gap, group, width, height, theme]);
  return (
    <>
      <span className="visually-hidden">{label}</span>
      <canvas ref={canvas} className="cpu-bars" style={{ width, height }} aria-hidden="true" />
    </>
  );
}

/** Diagonal stripes of the second colour on the first, where the canvas can make a pattern; else the first alone. */
function hatch(context: CanvasRenderingContext2D, colour: string, stripe: string): string | CanvasPattern {
  const tile = document.createElement('canvas');
  tile.width = 4;
  tile.height = 4;
  const draw = tile.getContext('2d');
  if (draw === null) return colour;
  draw.fillStyle = colour;
  draw.fillRect(0, 0, 4, 4);
  draw.strokeStyle = stripe;
  draw.lineWidth = 1.3;
  for (const from of [-4, 0, 4]) {
    draw.beginPath();
    draw.moveTo(from, 0);
    draw.lineTo(from + 4, 4);
    draw.stroke();
  }
  return context.createPattern(tile, 'repeat') ?? colour;
}
