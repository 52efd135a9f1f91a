import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { placeWindow, readWindowState, smallest, writeWindowState } from './windowState.ts';

const left = { x: 0, y: 0, width: 1920, height: 1050 };
const right = { x: 1920, y: 0, width: 1280, height: 1000 };
const kept = { x: 200, y: 100, width: 1400, height: 800 };

describe('the place of the window', () => {
  test('is the system’s choice the first time', () => {
    expect(placeWindow(null, [left])).toEqual({ bounds: { width: 1280, height: 800 }, maximized: false });
  });

  test('is where it was, on any screen', () => {
    expect(placeWindow({ bounds: kept, maximized: true }, [left])).toEqual({ bounds: kept, maximized: true });
    const there = { x: 2000, y: 50, width: 1000, height: 700 };
    expect(placeWindow({ bounds: there, maximized: false }, [left, right]).bounds).toEqual(there);
  });

  test.each([
    ['whose screen was taken away', { ...kept, x: 2500 }],
    ['that lay above the screen', { ...kept, y: -40 }],
    ['that lay below it', { ...kept, y: 1040 }],
    ['of which only an edge would show', { ...kept, x: 1900 }],
  ])('is the system’s choice for a window %s', (_what, bounds) => {
    expect(placeWindow({ bounds, maximized: false }, [left]).bounds).toEqual({ width: 1400, height: 800 });
  });

  test('fits the screen and is never smaller than the smallest', () => {
    expect(
      placeWindow({ bounds: { ...kept, width: 9000, height: 10 }, maximized: false }, [left]).bounds,
    ).toMatchObject({
      width: 1920,
      height: smallest.height,
    });
  });

  test('always leaves the title bar within reach', () => {
    const number = fc.integer({ min: -5000, max: 5000 });
    const size = fc.integer({ min: 1, max: 5000 });
    fc.assert(
      fc.property(fc.record({ x: number, y: number, width: size, height: size }), (bounds) => {
        const placed = placeWindow({ bounds, maximized: false }, [left, right]).bounds;
        const { x, y } = placed;
        if (x === undefined || y === undefined) return;
        const shows = [left, right].some(
          (area) => x < area.x + area.width && x + placed.width > area.x && y >= area.y && y < area.y + area.height,
        );
        expect(shows).toBe(true);
      }),
    );
  });
});

describe('the file of the window’s place', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'threadlab-window-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('gives back what was written, in a folder that was not there', () => {
    const file = join(folder, 'new', 'window.json');
    writeWindowState(file, { bounds: kept, maximized: true });
    expect(readWindowState(file)).toEqual({ bounds: kept, maximized: true });
  });

  test.each([
    '',
    '{',
    'null',
    '[]',
    '{"bounds":{"x":"1"}}',
    '{"bounds":{"x":1,"y":1,"width":0,"height":1},"maximized":false}',
  ])('counts for nothing when it holds %j', async (text) => {
    const file = join(folder, 'window.json');
    await writeFile(file, text);
    expect(readWindowState(file)).toBeNull();
  });

  test('need not be there', () => expect(readWindowState(join(folder, 'window.json'))).toBeNull());
});
