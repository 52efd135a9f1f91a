/** What axe finds on a page, as sentences. */
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type * as Axe from 'axe-core';

declare global {
  interface Window {
    axe: typeof Axe;
  }
}

const script = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Brings axe into every page that `page` will load: handed over later, as a text to evaluate, it takes ten times as long. */
export async function bringAxe(page: Page): Promise<void> {
  await page.addInitScript({ path: script });
}

/** One sentence for each element that breaks a rule. `page` was given axe by `bringAxe` before it was loaded. */
export async function axeFaults(page: Page): Promise<string[]> {
  const violations = await page.evaluate(async () => {
    // The rows of a table are all alike, and axe's time goes by elements.
    const looked = { include: [['html']], exclude: [['.grid-row:nth-child(n + 4)']] };
    const found = await window.axe.run(looked, {
      resultTypes: ['violations'],
      rules: {
        region: { enabled: false },
        // Contrast is asked of every text by `unreadableTexts`, also in charts.
        'color-contrast': { enabled: false },
        // Spacing with !important in a style attribute, which nothing here has: looking for it takes two fifths of axe's time.
        'avoid-inline-spacing': { enabled: false },
      },
    });
    return found.violations.map(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
  });
  return violations.flat();
}
