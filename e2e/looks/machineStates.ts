/** States of the Machine view. */
import type { Page } from '@playwright/test';
import { ThreadlabError } from '../../src/shared/errors.ts';
import { machineOf } from '../../src/renderer/monitor/testing/machines.ts';
import { measuredRecords } from '../../src/renderer/monitor/testing/measuredRecords.ts';
import { expect } from '../app.ts';
import { choose, tableShown } from '../steps.ts';
import { bare, big, bareReasons, hybrid } from './machines.ts';
import { passOf, processesOf } from './processes.ts';
import { summaries } from './runs.ts';
import { settled, type State } from './state.ts';
import { monitorWorld, plainMachine } from './world.ts';

const measured = measuredRecords(plainMachine);
const few = processesOf(1);

async function machineView(page: Page): Promise<void> {
  await tableShown(page);
  await choose(page, 'View', 'Machine');
  await expect(page.getByText(/Cores?|Package/).first()).toBeVisible();
  await settled(page);
}

export const machineStates: Record<string, State> = {
  machine: {
    world: () => monitorWorld({ passes: 50 }, { runs: summaries(measured), records: measured }),
    open: async (page) => {
      await machineView(page);
      await expect(page.getByRole('figure', { name: /^CPU to CPU/ })).toBeVisible();
    },
  },
  'machine-256-cpus': {
    world: () => monitorWorld({ pass: (count, request) => passOf(few, 256, count, request) }, { machine: big }),
    open: machineView,
  },
  'machine-hybrid': {
    world: () => monitorWorld({ pass: (count, request) => passOf(few, 6, count, request) }, { machine: hybrid }),
    open: machineView,
  },
  // as in a small container
  'machine-one-cpu': {
    world: () => {
      const limit = 4 * 2 ** 30;
      const machine = machineOf({ cores: 1, lastLevel: 1, ownCaches: true });
      return monitorWorld(
        {
          pass: (count, request) => {
            const pass = passOf(few, 1, count, request);
            pass.machine.memory.group = { limit, used: 3.1 * 2 ** 30 };
            return pass;
          },
        },
        { machine: { ...machine, limits: { ...machine.limits, memoryBytes: limit } } },
      );
    },
    open: machineView,
  },
  'machine-not-available': {
    world: () =>
      monitorWorld(
        {
          pass: (count, request) => {
            const pass = passOf(few, 2, count, request, { notAvailable: bareReasons });
            for (const cpu of pass.machine.cpus) cpu.clock = null;
            return pass;
          },
        },
        { machine: bare },
      ),
    open: machineView,
  },
  'machine-refused': {
    world: () =>
      monitorWorld(
        {},
        {
          machine: new ThreadlabError(
            'notSupported',
            'A machine is described from /sys, and this is FreeBSD, where there is none.',
          ),
        },
      ),
    async open(page) {
      await tableShown(page);
      await choose(page, 'View', 'Machine');
      await expect(page.getByText('This machine cannot be described')).toBeVisible();
    },
  },
};
