/** The app as a person opens it, for one measurement: a backend of its own, with its own data, and its page in a browser. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startBackend } from '../../e2e/backendProcess.ts';
import type { Ratio, Seconds } from '../../src/shared/units/quantity.ts';
import { treeCpuTimes } from '../processCpu.ts';
import { firstTable, newContext, onSnapshot, startBrowser, type BenchBrowser } from './browser.ts';

/** The app, open in a browser. */
export interface Opened {
  page: Page;
  dataFolder: string;
  passes: () => number;
  /** CPU time by pid of the backend and of the browser, each with its children. */
  cpuTimes: () => { backend: Map<number, Seconds>; browser: Map<number, Seconds> };
}

/** Backend, browser and page for one measurement, ended after it. `budget`: null leaves the default. */
export async function inApp<Value>(
  scratch: string,
  budget: Ratio | null,
  act: (opened: Opened, chromium: BenchBrowser) => Promise<Value>,
): Promise<Value> {
  const data = mkdtempSync(join(scratch, 'data-'));
  if (budget !== null) writeFileSync(join(data, 'settings.json'), JSON.stringify({ budget }));
  const backend = await startBackend(data);
  try {
    const chromium = await startBrowser();
    try {
      const context = await newContext(chromium.browser);
      const page = await context.newPage();
      let passes = 0;
      onSnapshot(page, () => (passes += 1));
      await page.goto(backend.link);
      await firstTable(page);
      const backendPid = backend.child.pid;
      if (backendPid === undefined) throw new Error('The backend did not start.');
      const cpuTimes = () => ({ backend: treeCpuTimes(backendPid), browser: treeCpuTimes(chromium.pid) });
      return await act({ page, dataFolder: data, passes: () => passes, cpuTimes }, chromium);
    } finally {
      await chromium.close();
    }
  } finally {
    await backend.stop();
  }
}
