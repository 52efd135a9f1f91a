/**
 * Every state of every screen: what the backend tells, and what a person has done. Pictures (screens.ts) and checks
 * (looks.spec.ts) go through this one list.
 */
import { expect } from '../app.ts';
import { openRoom } from '../steps.ts';
import { countingStates } from './countingStates.ts';
import { labStates } from './labStates.ts';
import { machineStates } from './machineStates.ts';
import { monitorStates } from './monitorStates.ts';
import { processStates } from './processStates.ts';
import { runsStates } from './runsStates.ts';
import { onwards, settled, type State } from './state.ts';
import { plainWorld } from './world.ts';

export const states: Record<string, State> = {
  ...monitorStates,
  ...processStates,
  ...machineStates,
  ...labStates,
  ...countingStates,
  ...runsStates,
  guide: { world: plainWorld, open: (page) => openRoom(page, 'Guide') },
  settings: onwards((page) => openRoom(page, 'Settings')),
  commands: onwards(async (page) => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('lock');
    await expect(page.getByRole('option').first()).toBeVisible();
  }),
  'settings-lab': {
    world: () => plainWorld({ settings: { gateSteal: 0.1 } }),
    async open(page) {
      await openRoom(page, 'Settings');
      await page.getByRole('textbox', { name: 'Steal' }).fill('140%');
      await page.keyboard.press('Tab');
      await page.getByRole('textbox', { name: 'Drift after warm-up' }).scrollIntoViewIfNeeded();
      await settled(page);
    },
  },
  'settings-refused': {
    world: () =>
      plainWorld({
        refusedSettings: [
          'interval: 90 is more than 10; 1 s is in force.',
          'theme: "pink" is none of system, light, dark; system is in force.',
        ],
        settings: { interval: 5 },
      }),
    open: async (page) => {
      await openRoom(page, 'Settings');
      await page.getByRole('textbox', { name: /Interval/i }).fill('an hour');
      await page.keyboard.press('Tab');
      await settled(page);
    },
  },
};
