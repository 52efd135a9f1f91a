/**
 * Every state of every screen, with made-up data behind the real page: no text is cut, covered, tiny or pale, in light and dark,
 * wide and narrow; axe finds nothing; and a walk by keyboard reaches every control and sees where it is.
 */
import type { Page } from '@playwright/test';
import { expect } from './app.ts';
import { axeFaults } from './axe.ts';
import { keyboardFaults } from './looks/keyboardWalk.ts';
import { test } from './looks/openState.ts';
import { walks } from './looks/walks.ts';
import { unreadableTexts } from './readability.ts';

/** What is cut or covered follows from the width, what is pale from the theme: two looks see both of each. */
const looks = [
  { width: 1280, height: 800, colorScheme: 'light' },
  { width: 960, height: 700, colorScheme: 'dark' },
] as const;

/** Where a person without a pointer has most to do. A menu holds the focus by itself. */
const walked =
  /^(monitor|machine|lab-form|lab-form-errors|lab-live|lab-result|lab-cancel-dialog|runs|settings-refused|key-list|guide)$/;

test.beforeEach(({}, info) => test.skip(info.project.name === 'electron', 'the page is the same in both shells'));

for (const walk of walks) {
  test(`looks right: ${walk.map(([name]) => name).join(', ')}`, async ({ openState }) => {
    if (typeof openState === 'string') {
      test.skip(true, openState);
      return;
    }
    test.setTimeout(60_000 + 20_000 * walk.length);
    for (const [name, state] of walk) {
      await test.step(name, async () => {
        const { page, close } = await openState(state);
        expect.soft(await faultsOf(page, walked.test(name)), name).toEqual([]);
        await close();
      });
    }
  });
}

/** `byKeyboard`: every control is walked to as well. */
async function faultsOf(page: Page, byKeyboard: boolean): Promise<string[]> {
  const faults: string[] = [];
  for (const { colorScheme, ...size } of looks) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    await drawn(page);
    const found = await unreadableTexts(page);
    faults.push(...found.map((sentence) => `${size.width} ${colorScheme}: ${sentence}`));
  }
  faults.push(...(await axeFaults(page)));
  if (!byKeyboard) return faults;
  await page.setViewportSize({ width: 1280, height: 800 });
  return [...faults, ...(await keyboardFaults(page))];
}

/** Two frames: a chart measures its width in the first and is drawn in the second. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}
