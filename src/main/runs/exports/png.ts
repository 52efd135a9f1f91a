/** The same figure as pixels, for programs that take no SVG: drawn by resvg with the Inter that ships with the app. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { setDensity } from './pngDensity.ts';

/** What journals ask of figures. */
const dotsPerInch = 300;
/** SVG's own pixel (CSS Values 4: 96 to the inch). */
const pixelsPerInch = 96;

const fonts = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf'] as const;
// Not named `require`: electron-vite puts a `require` of its own into every chunk of the main build.
const packages = createRequire(import.meta.url);

/** resvg's Wasm can be started once in a process; a failed start may be tried again. */
let started: Promise<Uint8Array[]> | null = null;

/** A PNG of the SVG at 300 dots an inch, with the density written into it. Text is drawn in Inter and nothing else. */
export async function pngOf(svg: string): Promise<Uint8Array> {
  started ??= start();
  let fontBuffers: Uint8Array[];
  try {
    fontBuffers = await started;
  } catch (error) {
    started = null;
    throw error;
  }
  const drawing = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: dotsPerInch / pixelsPerInch },
    font: { fontBuffers, defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' },
  });
  try {
    const image = drawing.render();
    try {
      return setDensity(image.asPng(), dotsPerInch);
    } finally {
      image.free();
    }
  } finally {
    drawing.free();
  }
}

async function start(): Promise<Uint8Array[]> {
  await initWasm(await readFile(packages.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return Promise.all(fonts.map((font) => readFile(packages.resolve(`@expo-google-fonts/inter/${font}`))));
}
