/**
 * How long the window's main thread is taken at once: 20,000 rows a second while sorting, filtering and scrolling, and the fastest
 * run of the Lab. `node scripts/pictures.mjs longTasks` prints a table; on a quiet machine no task may be over 50 ms.
 */
import type { Page } from '@playwright/test';
import { expect, test } from '../app.ts';
import { processRows } from '../steps.ts';
import { startFixture } from './fixtureBackend.ts';
import { passOf, processesOf } from './processes.ts';
import { fastLab } from './runs.ts';
import { monitorWorld, plainWorld, type World } from './world.ts';

const many = processesOf(20_000);

const scenes: Record<string, { world: () => World; act: (page: Page) => Promise<void> }> = {
  '20,000 rows, ten passes': {
    world: () => monitorWorld({ every: 1000, passes: 100, pass: (count, request) => passOf(many, 16, count, request) }),
    async act(page) {
      await page.waitForTimeout(10_000);
    },
  },
  '20,000 rows, sorted, filtered, scrolled': {
    world: () => monitorWorld({ every: 1000, passes: 100, pass: (count, request) => passOf(many, 16, count, request) }),
    async act(page) {
      for (const name of ['RSS', 'Name', 'CPU'])
        await page.getByRole('columnheader', { name }).first().getByRole('button').click();
      await page.getByRole('textbox', { name: 'Filter' }).pressSequentially('ingest', { delay: 120 });
      await page.getByRole('textbox', { name: 'Filter' }).fill('');
      await processRows(page).first().hover();
      for (let step = 0; step < 40; step += 1) await page.mouse.wheel(0, 400);
    },
  },
  'the fastest run': {
    world: () => plainWorld({ lab: { every: 50, state: fastLab } }),
    async act(page) {
      await page.getByRole('navigation', { name: 'Rooms' }).getByRole('button', { name: 'Lab' }).click();
      await page.getByRole('button', { name: 'Open', exact: true }).click();
      await page.waitForTimeout(10_000);
    },
  },
};

for (const [name, { world, act }] of Object.entries(scenes)) {
  test(name, async ({ browserProcess }) => {
    if (typeof browserProcess === 'string') throw new Error(browserProcess);
    const backend = await startFixture(world());
    const context = await browserProcess.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.goto(backend.link);
    await expect(processRows(page).first()).toBeVisible();
    await page.waitForTimeout(3000);
    await page.evaluate(() => {
      const tasks: number[] = [];
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
        type: 'longtask',
      });
      Object.assign(window, { longTasks: tasks });
    });
    await act(page);
    const tasks = await page.evaluate(() =>
      'longTasks' in window && Array.isArray(window.longTasks) ? window.longTasks.map(Number) : [],
    );
    const worst = tasks
      .toSorted((a, b) => b - a)
      .slice(0, 5)
      .map((duration) => duration.toFixed(0));
    process.stdout.write(
      `${name}: ${tasks.length} tasks over 50 ms${worst.length > 0 ? `, the longest ${worst.join(', ')} ms` : ''}\n`,
    );
    await context.close();
    await backend.end();
    expect(backend.faults).toEqual([]);
  });
}
