/** `npm run screens`: every state, in light and dark, at three widths, into .cache/screens, to be looked at. */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test } from './openState.ts';
import { walks } from './walks.ts';

const folder = resolve(import.meta.dirname, '..', '..', '.cache', 'screens');
const sizes = [
  { width: 1280, height: 800 },
  { width: 960, height: 700 },
  { width: 1920, height: 1080 },
];

for (const walk of walks) {
  test(walk.map(([name]) => name).join(', '), async ({ openState }) => {
    if (typeof openState === 'string') throw new Error(openState);
    test.setTimeout(60_000 * walk.length);
    await mkdir(folder, { recursive: true });
    for (const [name, state] of walk) {
      const { page, close } = await openState(state);
      for (const size of sizes) {
        await page.setViewportSize(size);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          await page.waitForTimeout(250);
          await page.screenshot({ path: join(folder, `${name}-${size.width}-${colorScheme}.png`) });
        }
      }
      await close();
    }
  });
}
