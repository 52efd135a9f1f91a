/** One state of a screen: what the backend tells, and what a person has done. */
import type { Page } from '@playwright/test';
import type { FixtureBackend } from './fixtureBackend.ts';
import type { World } from './world.ts';

export interface State {
  /** What the backend tells from then on; absent: what it told in the state before. */
  world?: () => World;
  /** It begins where the state before it ended, not with a load of the page, which is most of a look's time. */
  goesOn?: true;
  /** From the page to the state; it waits until that is there. */
  open: (page: Page, backend: FixtureBackend) => Promise<void>;
}

/** The same page, when the backend tells of another world. */
export function becomes(world: () => World, open: State['open']): State {
  return { world, goesOn: true, open };
}

/** A state that goes on from the one before it, whose menu or dialog is closed first, in the same world or a changed one. */
export function onwards(open: State['open'], world?: () => World): State {
  return {
    ...(world && { world }),
    goesOn: true,
    async open(page, backend) {
      await page.keyboard.press('Escape');
      await open(page, backend);
    },
  };
}

/** Time for what a click set off to come from the backend, and to be measured and drawn. */
export function settled(page: Page): Promise<void> {
  return page.waitForTimeout(250);
}
