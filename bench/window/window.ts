/**
 * Part (d): the Monitor open on the farm, as it comes and without a budget: main-thread time of a reading, the longest task, and
 * the CPU of the backend together with all processes of its browser, against htop with threads, btop and top -H on the same farm. Then the fastest live run.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { settingsSchema } from '../../src/shared/settings.ts';
import type { Ratio, Seconds } from '../../src/shared/units/quantity.ts';
import { startFarm } from '../farm/farm.ts';
import { compareRounds, factOf, type Fact, type PartOptions, type PartResult } from '../part.ts';
import { spent } from '../processCpu.ts';
import { watch, type Program } from '../programs.ts';
import { htop, terminalPeers } from '../terminalPeers.ts';
import type { BenchBrowser } from './browser.ts';
import { inApp, type Opened } from './inApp.ts';
import { enableTaskTime, longTask, tasksDuring, taskTime, type Tasks } from './mainThread.ts';

const full = { farm: { processes: 500, threads: 8 }, rounds: 3, warmUp: 20, time: 20 };
const small = { farm: { processes: 60, threads: 8 }, rounds: 1, warmUp: 5, time: 5 };
const runTime: Seconds = 10;

/** The largest budget that the settings take: a whole core, which no pass over the farm comes near. */
const noBudget: Ratio = settingsSchema.shape.budget.maxValue ?? 1;

interface OpenReading extends Tasks {
  /** A second. */
  backend: Seconds;
  browser: Seconds;
  interval: Seconds;
  /** CPU of the page's main thread. */
  taskTimePerPass: Seconds;
}

export async function benchWindow({ scratch, quick, tell }: PartOptions): Promise<PartResult> {
  const { farm: size, rounds, warmUp, time } = quick ? small : full;
  const notes: string[] = [];
  const peers = terminalPeers(scratch, notes);
  const farm = await startFarm(size, rounds * (4 + peers.length) * (warmUp + time + 20) + 180, scratch);
  const budgets: OpenReading[] = [];
  const unbounded: OpenReading[] = [];
  const others = new Map<Program, Seconds[]>(peers.map((peer) => [peer, []]));
  let run: Tasks;
  let version: string;
  try {
    for (let round = 0; round < rounds; round += 1) {
      tell(`round ${round + 1} of ${rounds}: the Monitor as it comes`);
      budgets.push(await inApp(scratch, null, (opened, chromium) => readOpen(opened, chromium, warmUp, time)));
      tell(`round ${round + 1} of ${rounds}: the Monitor without a budget`);
      unbounded.push(await inApp(scratch, noBudget, (opened, chromium) => readOpen(opened, chromium, warmUp, time)));
      for (const [peer, values] of others) {
        tell(`round ${round + 1} of ${rounds}: ${peer.name}`);
        const { cpuPerPass, interval } = await watch(peer, time);
        values.push(cpuPerPass / interval);
      }
    }
    tell('the fastest live run');
    [run, version] = await inApp(scratch, null, async (opened, chromium) => [
      await readRun(opened, chromium),
      chromium.version,
    ]);
  } finally {
    await farm.stop();
  }
  const whole = (readings: readonly OpenReading[]) => readings.map(({ backend, browser }) => backend + browser);
  return {
    comparisons: [...others].flatMap(([{ name }, values]) => [
      compareRounds(
        'CPU a second, the Monitor as it comes',
        'seconds',
        { name: 'app', values: whole(budgets) },
        { name, values },
        null,
      ),
      compareRounds(
        'CPU a second, without a budget',
        'seconds',
        { name: 'app', values: whole(unbounded) },
        { name, values },
        name === htop ? { at: 'most', value: 1 } : null,
      ),
    ]),
    facts: [
      ...openFacts('as it comes', budgets),
      ...openFacts('without a budget', unbounded),
      factOf('fastest live run: longest task', 'seconds', [run.longest], { at: 'most', value: longTask }),
      factOf('fastest live run: longest task, its CPU', 'seconds', [run.longestCpu], null),
      factOf('fastest live run: long tasks', 'count', [run.longTasks], { at: 'most', value: 0 }),
      factOf('fastest live run: main thread busy', 'ratio', [run.total / runTime], null),
    ],
    notes: [
      `On a farm of ${farm.words}, in Chromium ${version} without a graphics card: it paints with the CPU. The others' terminal is not counted; btop shows no threads.`,
      ...notes,
    ],
  };
}

function openFacts(how: string, readings: readonly OpenReading[]): Fact[] {
  const of = (key: keyof OpenReading) => readings.map((reading) => reading[key]);
  return [
    factOf(`${how}: interval`, 'seconds', of('interval'), null),
    factOf(`${how}: CPU a second, backend`, 'seconds', of('backend'), null),
    factOf(`${how}: CPU a second, browser`, 'seconds', of('browser'), null),
    factOf(`${how}: main-thread CPU a reading`, 'seconds', of('taskTimePerPass'), null),
    factOf(`${how}: longest task`, 'seconds', of('longest'), { at: 'most', value: longTask }),
    factOf(`${how}: longest task, its CPU`, 'seconds', of('longestCpu'), null),
    factOf(`${how}: long tasks`, 'count', of('longTasks'), { at: 'most', value: 0 }),
  ];
}

/** CPU first, undisturbed; then the lengths of tasks, under a trace. */
async function readOpen(
  { page, passes, cpuTimes }: Opened,
  { browser }: BenchBrowser,
  warmUp: Seconds,
  time: Seconds,
): Promise<OpenReading> {
  const session = await page.context().newCDPSession(page);
  await enableTaskTime(session);
  await sleep(warmUp * 1e3);
  const before = { at: now(), cpu: cpuTimes(), passes: passes(), tasks: await taskTime(session) };
  await sleep(time * 1e3);
  const after = { at: now(), cpu: cpuTimes(), passes: passes(), tasks: await taskTime(session) };
  const elapsed = after.at - before.at;
  const count = after.passes - before.passes;
  const tasks = await tasksDuring(browser, page, () => sleep((time / 2) * 1e3));
  return {
    backend: spent(before.cpu.backend, after.cpu.backend) / elapsed,
    browser: spent(before.cpu.browser, after.cpu.browser) / elapsed,
    interval: elapsed / count,
    taskTimePerPass: (after.tasks - before.tasks) / count,
    ...tasks,
  };
}

/** Repeats as short as the Lab takes them, so that counters and charts move as fast as they can. */
async function readRun({ page }: Opened, { browser }: BenchBrowser): Promise<Tasks> {
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('button', { name: 'Lab' }).click();
  await page.getByRole('button', { name: /Which lock holds up/ }).click();
  await page.getByRole('textbox', { name: 'Threads' }).fill('1, 2');
  await page.getByRole('textbox', { name: 'Duration' }).fill('50 ms');
  await page.getByRole('textbox', { name: 'Repeats' }).fill('100');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('img', { name: /The plan: ([3-9]|\d\d+) of/ }).waitFor({ timeout: 90_000 });
  const tasks = await tasksDuring(browser, page, () => sleep(runTime * 1e3));
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  return tasks;
}

function now(): Seconds {
  return performance.now() * 1e-3;
}
