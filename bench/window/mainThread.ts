/** What a page's main thread does, as Chromium tells it: time in tasks, and each task's length from a trace. */
import type { Browser, CDPSession, Page } from '@playwright/test';
import { z } from 'zod';
import type { Seconds } from '../../src/shared/units/quantity.ts';

/** CPU time of the page's main thread in tasks since the page began. The session has to be enabled first. */
export async function enableTaskTime(session: CDPSession): Promise<void> {
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
}

export async function taskTime(session: CDPSession): Promise<Seconds> {
  const { metrics } = await session.send('Performance.getMetrics');
  const found = metrics.find(({ name }) => name === 'TaskDuration');
  if (found === undefined) throw new Error('Chromium tells no TaskDuration.');
  return found.value;
}

/** A task that a person notices (W3C Long Tasks). */
export const longTask: Seconds = 0.05;

const traceEvent = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  dur: z.number().optional(),
  tdur: z.number().optional(),
  args: z.object({ name: z.string().optional() }).optional(),
});
const trace = z.object({ traceEvents: z.array(traceEvent) });

export interface Tasks {
  /** Of the longest task; `longestCpu` of the one that used most CPU, which a loaded machine cannot lengthen by waiting. */
  longest: Seconds;
  longestCpu: Seconds;
  longTasks: number;
  /** All tasks together. */
  total: Seconds;
}

/** The tasks of the renderers' main threads while `act` runs. Tracing costs a little itself. */
export async function tasksDuring(browser: Browser, page: Page, act: () => Promise<void>): Promise<Tasks> {
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
  let bytes: Buffer;
  try {
    await act();
  } finally {
    bytes = await browser.stopTracing();
  }
  const { traceEvents } = trace.parse(JSON.parse(bytes.toString('utf8')));
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(
    ({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && mains.has(`${pid} ${tid}`),
  );
  const lengths = tasks.flatMap(({ dur }) => (dur === undefined ? [] : [dur * 1e-6]));
  return {
    longest: Math.max(...lengths),
    longestCpu: Math.max(...tasks.flatMap(({ tdur }) => (tdur === undefined ? [] : [tdur * 1e-6]))),
    longTasks: lengths.filter((length) => length > longTask).length,
    total: lengths.reduce((sum, length) => sum + length, 0),
  };
}
