/**
 * How long the window's main thread is taken at once: 20,000 rows a second while sorting, filtering and scrolling, and the fastest
 * run of the Lab. `node scripts/pictures.mjs longTasks` prints it. In CPU time of the thread, so that what else the machine does
 * counts little; no task may be over 50 ms.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { expect, test } from '../app.ts';
import { startFixture } from './fixtureBackend.ts';
import { livingLanes } from './lanes.ts';
import { passOf, processesOf } from './processes.ts';
import { fastLab } from './runs.ts';
import { openUnwatched, type UnwatchedPage } from './unwatchedPage.ts';
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

async function lookAtLanes(page: UnwatchedPage): Promise<void> {
  await page.click('ingest');
  await page.press('Enter');
  await page.click('Lanes');
  await wait(10_000);
}

const fastest = () => plainWorld({ lab: { every: 50, state: fastLab } });

async function openFastest(page: UnwatchedPage): Promise<void> {
  await page.click('Lab');
  await page.waitFor('[aria-label="The run that is on"]');
  await page.click('Open');
}

interface Scene {
  world: () => World;
  /** What a person has done before it begins. */
  before?: (page: UnwatchedPage) => Promise<void>;
  act: (page: UnwatchedPage) => Promise<void>;
  /** What is there when it begins; default: a process. */
  rows?: string;
}

const manyRows =
  (settings: World['settings'] = {}) =>
  () =>
    monitorWorld(
      { every: 1000, passes: 100, pass: (count, request) => passOf(many, 16, count, request) },
      { settings },
    );

const scenes: Record<string, Scene> = {
  '20,000 rows, ten passes': { world: manyRows(), act: () => wait(10_000) },
  '20,000 rows, sorted': {
    world: manyRows(),
    async act(page) {
      for (const name of ['RSS', 'Name', 'CPU']) {
        await page.click(name);
        await wait(1500);
      }
    },
  },
  '20,000 rows, filtered': {
    world: manyRows(),
    async act(page) {
      await page.type('ingest');
      await wait(2000);
      await page.type('');
      await wait(2000);
    },
  },
  '20,000 rows, scrolled': {
    world: manyRows(),
    async act(page) {
      for (let step = 0; step < 60; step += 1) {
        await page.wheel(400);
        await wait(50);
      }
    },
  },
  '20,000 rows as a tree, a branch closed, filtered': {
    world: manyRows({ processShape: 'tree' }),
    async act(page) {
      await page.click('Close the branch');
      await wait(1500);
      await page.type('cpu>0 user=ada');
      await page.type('');
      await wait(4000);
    },
  },
  '20,000 rows in groups': { world: manyRows({ processShape: 'grouped' }), act: () => wait(5000) },
  '20,000 threads as rows': {
    world: () =>
      monitorWorld(
        { every: 1000, passes: 100, pass: (count, request) => passOf(some, 16, count, request) },
        { settings: { processShape: 'threads' } },
      ),
    rows: '[role=grid][aria-label="Threads of all processes"] [role=gridcell]',
    act: () => wait(5000),
  },
  'lanes of 12 threads, 50 samples a second': { world: withLanes(12, 50), act: lookAtLanes },
  'lanes of 5,000 threads, a sample in two seconds': { world: withLanes(5000, 0.5), act: lookAtLanes },
  'the fastest run is opened': {
    world: fastest,
    async act(page) {
      await openFastest(page);
      await wait(1000);
    },
  },
  'the fastest run': {
    world: fastest,
    async before(page) {
      await openFastest(page);
      await wait(3000);
    },
    act: () => wait(10_000),
  },
};

for (const [name, { world, before, act, rows = '[aria-label=Processes] [role=gridcell]' }] of Object.entries(scenes)) {
  test(name, async ({ browserProcess }) => {
    if (typeof browserProcess === 'string') throw new Error(browserProcess);
    const backend = await startFixture(world());
    const page = await openUnwatched(browserProcess, backend.link);
    await page.waitFor(rows);
    await wait(3000);
    await before?.(page);
    await browserProcess.startTracing(undefined, { categories: ['toplevel', '__metadata'] });
    await act(page);
    const tasks = mainThreadTasks(await browserProcess.stopTracing());
    const long = tasks.filter((task) => task > limit);
    const worst = tasks.slice(0, 5).map((task) => task.toFixed(0));
    process.stdout.write(
      `${name}: ${long.length} of ${tasks.length} tasks over ${limit} ms; the longest ${worst.join(', ')} ms\n`,
    );
    await page.close();
    await backend.end();
    expect(backend.faults).toEqual([]);
  });
}
