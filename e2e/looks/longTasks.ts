/**
 * How long the window's main thread is taken at once: 20,000 rows a second while sorting, filtering and scrolling, and the fastest
 * run of the Lab. `node scripts/pictures.mjs longTasks` prints it. In CPU time of the thread, so that what else the machine does
 * counts little; no task may be over 50 ms.
 */
import { z } from 'zod';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../app.ts';
import { processRows } from '../steps.ts';
import { startFixture } from './fixtureBackend.ts';
import { livingLanes } from './lanes.ts';
import { passOf, processesOf } from './processes.ts';
import { fastLab } from './runs.ts';
import { monitorWorld, plainWorld, type World } from './world.ts';

const many = processesOf(20_000);
/** Of four threads each, on the average. */
const some = processesOf(5200);

/** ms from which a person feels that a key or a click waits (https://w3c.github.io/longtasks/). */
const limit = 50;

/** What is used of Chromium's trace: complete events with their CPU time in microseconds, and the names of threads. */
const trace = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      pid: z.int(),
      tid: z.int(),
      tdur: z.number().optional(),
      args: z.object({ name: z.unknown().optional() }).optional(),
    }),
  ),
});

/** CPU time of each task of the page's main thread, ms, the longest first. The page is the renderer that worked most. */
function mainThreadTasks(bytes: Buffer): number[] {
  const { traceEvents } = trace.parse(JSON.parse(bytes.toString('utf8')));
  const mains = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const perMain = mains.map(({ pid, tid }) =>
    traceEvents
      .filter((event) => event.pid === pid && event.tid === tid && event.name.endsWith('RunTask'))
      .map(({ tdur = 0 }) => tdur / 1000)
      .toSorted((a, b) => b - a),
  );
  const total = (tasks: readonly number[]) => tasks.reduce((sum, task) => sum + task, 0);
  return perMain.toSorted((a, b) => total(b) - total(a))[0] ?? [];
}

const withLanes = (threads: number, rate: number) => (): World =>
  monitorWorld(
    {},
    {
      lanes: {
        every: Math.max(200, 1000 / rate),
        batch: (count, process) => livingLanes(process, threads, rate, count),
      },
    },
  );

async function lookAtLanes(page: Page): Promise<void> {
  await processRows(page).first().click();
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Lanes' }).click();
  await page.waitForTimeout(10_000);
}

interface Scene {
  world: () => World;
  act: (page: Page) => Promise<void>;
  /** What is there when it begins; default: a process. */
  rows?: (page: Page) => Locator;
}

const scenes: Record<string, Scene> = {
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
        await page.getByRole('columnheader', { name }).first().getByRole('button').dispatchEvent('click');
      await page.getByRole('combobox', { name: 'Filter' }).pressSequentially('ingest', { delay: 120 });
      await page.getByRole('combobox', { name: 'Filter' }).fill('');
      await processRows(page).first().hover();
      for (let step = 0; step < 40; step += 1) await page.mouse.wheel(0, 400);
    },
  },
  '20,000 rows as a tree, a branch closed, filtered': {
    world: () =>
      monitorWorld(
        { every: 1000, passes: 100, pass: (count, request) => passOf(many, 16, count, request) },
        { settings: { processShape: 'tree' } },
      ),
    async act(page) {
      await processRows(page).first().getByRole('button', { name: 'Close the branch' }).click();
      await page.getByRole('combobox', { name: 'Filter' }).pressSequentially('cpu>0 user=ada', { delay: 120 });
      await page.getByRole('combobox', { name: 'Filter' }).fill('');
      await page.waitForTimeout(4000);
    },
  },
  '20,000 rows in groups': {
    world: () =>
      monitorWorld(
        { every: 1000, passes: 100, pass: (count, request) => passOf(many, 16, count, request) },
        { settings: { processShape: 'grouped' } },
      ),
    async act(page) {
      await page.waitForTimeout(5000);
    },
  },
  '20,000 threads as rows': {
    world: () =>
      monitorWorld(
        { every: 1000, passes: 100, pass: (count, request) => passOf(some, 16, count, request) },
        { settings: { processShape: 'threads' } },
      ),
    rows: (page) => page.getByRole('grid', { name: 'Threads of all processes' }).getByRole('row').nth(1),
    async act(page) {
      await page.waitForTimeout(5000);
    },
  },
  'lanes of 12 threads, 50 samples a second': { world: withLanes(12, 50), act: lookAtLanes },
  'lanes of 5,000 threads, a sample in two seconds': { world: withLanes(5000, 0.5), act: lookAtLanes },
  'the fastest run': {
    world: () => plainWorld({ lab: { every: 50, state: fastLab } }),
    async act(page) {
      await page.getByRole('navigation', { name: 'Rooms' }).getByRole('button', { name: 'Lab' }).click();
      await page.getByRole('button', { name: 'Open', exact: true }).click();
      await page.waitForTimeout(10_000);
    },
  },
};

for (const [name, { world, act, rows = (page: Page) => processRows(page).first() }] of Object.entries(scenes)) {
  test(name, async ({ browserProcess }) => {
    if (typeof browserProcess === 'string') throw new Error(browserProcess);
    const backend = await startFixture(world());
    const context = await browserProcess.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.goto(backend.link);
    await expect(rows(page)).toBeVisible();
    await page.waitForTimeout(3000);
    await browserProcess.startTracing(page, { categories: ['toplevel', '__metadata'] });
    await act(page);
    const tasks = mainThreadTasks(await browserProcess.stopTracing());
    const long = tasks.filter((task) => task > limit);
    const worst = tasks.slice(0, 5).map((task) => task.toFixed(0));
    process.stdout.write(
      `${name}: ${long.length} of ${tasks.length} tasks over ${limit} ms; the longest ${worst.join(', ')} ms\n`,
    );
    await context.close();
    await backend.end();
    expect(backend.faults).toEqual([]);
  });
}
