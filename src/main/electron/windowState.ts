/** Where the window was: kept in a small file, and used again only where a screen still shows it. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Rectangle } from 'electron';
import { z } from 'zod';

const rectangle = z.object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) });
const stateSchema = z.object({ bounds: rectangle, maximized: z.boolean() });
export type WindowState = z.output<typeof stateSchema>;

export const smallest = { width: 960, height: 600 };
const first = { width: 1280, height: 800 };

/** Pixels of the title bar that must lie on a screen, so that the window can be taken hold of. */
const grip = { width: 120, height: 32 };

export interface Placement {
  /** Without x and y the system places the window. */
  bounds: { width: number; height: number; x?: number; y?: number };
  maximized: boolean;
}

/** null where there is no file yet, or one that says nothing usable: then the window opens as the first time. */
export function readWindowState(file: string): WindowState | null {
  try {
    return stateSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error)) return null;
    throw error;
  }
}

/** Synchronous: it is called while the window closes. */
export function writeWindowState(file: string, state: WindowState): void {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, `${JSON.stringify(state)}\n`);
  renameSync(temporary, file);
}

/** `workAreas` are the screens there are now, without their bars. */
export function placeWindow(state: WindowState | null, workAreas: readonly Rectangle[]): Placement {
  if (state === null) return { bounds: first, maximized: false };
  const { bounds, maximized } = state;
  const screen = workAreas.find((area) => showsTitleBar(area, bounds)) ?? workAreas[0];
  const width = clamp(bounds.width, smallest.width, screen?.width);
  const height = clamp(bounds.height, smallest.height, screen?.height);
  // Asked again: a window that became narrower may show no more.
  const shows = workAreas.some((area) => showsTitleBar(area, { ...bounds, width, height }));
  return { bounds: shows ? { x: bounds.x, y: bounds.y, width, height } : { width, height }, maximized };
}

function showsTitleBar(area: Rectangle, { x, y, width }: Rectangle): boolean {
  const overlap = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return overlap >= grip.width && y >= area.y && y + grip.height <= area.y + area.height;
}

/** A screen smaller than the smallest window gets the smallest window. */
function clamp(value: number, low: number, high = Infinity): number {
  return Math.max(low, Math.min(value, high));
}
