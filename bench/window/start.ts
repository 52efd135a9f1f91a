/**
 * Part (c): from the launch of `threadlab serve` to the first snapshot that reaches a page and to the first table on the screen, in
 * a browser that runs already; against what nobody can avoid, measured in the same round: Node that starts and does nothing, and an empty
 * page that opens in that browser.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { startBackend } from '../../e2e/backendProcess.ts';
import type { Seconds } from '../../src/shared/units/quantity.ts';
import { compareRounds, factOf, type PartOptions, type PartResult } from '../part.ts';
import { firstTable, newContext, onSnapshot, startBrowser } from './browser.ts';

const full = { rounds: 9 };
const small = { rounds: 2 };

/** Since the launch. */
interface Launch {
  link: Seconds;
  snapshot: Seconds;
  table: Seconds;
}

export async function benchStart({ scratch, quick, tell }: PartOptions): Promise<PartResult> {
  const { rounds } = quick ? small : full;
  const { browser, version, close } = await startBrowser();
  const launches: Launch[] = [];
  const nodes: Seconds[] = [];
  const pages: Seconds[] = [];
  try {
    await emptyPage(browser); // the first page of a browser pays for more than itself
    for (let round = 0; round < rounds; round += 1) {
      tell(`round ${round + 1} of ${rounds}`);
      nodes.push(nodeStart());
      pages.push(await emptyPage(browser));
      launches.push(await launch(browser, scratch));
    }
  } finally {
    await close();
  }
  const of = (milestone: keyof Launch) => launches.map((times) => times[milestone]);
  const least = nodes.map((node, round) => node + (pages[round] ?? NaN));
  return {
    comparisons: [
      compareRounds(
        'first table',
        'seconds',
        { name: 'serve and page', values: of('table') },
        { name: 'node -e 0 and an empty page', values: least },
        null,
      ),
      compareRounds(
        'link printed',
        'seconds',
        { name: 'serve', values: of('link') },
        { name: 'node -e 0', values: nodes },
        null,
      ),
    ],
    facts: [
      factOf('launch to first table', 'seconds', of('table'), { at: 'most', value: 1.5 }),
      factOf('launch to first snapshot in the page', 'seconds', of('snapshot'), null),
      factOf('launch to link', 'seconds', of('link'), null),
    ],
    notes: [`In Chromium ${version}, running already, without a graphics card; each page without cache.`],
  };
}

async function launch(browser: Browser, scratch: string): Promise<Launch> {
  const context = await newContext(browser);
  const page = await context.newPage();
  let snapshot: Seconds | null = null;
  const begin = now();
  onSnapshot(page, () => (snapshot ??= now() - begin));
  const backend = await startBackend(mkdtempSync(join(scratch, 'data-')));
  try {
    const link = now() - begin;
    await page.goto(backend.link);
    await firstTable(page);
    const table = now() - begin;
    return { link, snapshot: snapshot ?? table, table };
  } finally {
    await context.close();
    await backend.stop();
  }
}

function nodeStart(): Seconds {
  const begin = now();
  spawnSync(process.execPath, ['-e', '0']);
  return now() - begin;
}

async function emptyPage(browser: Browser): Promise<Seconds> {
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>empty</title><p>ready</p>'),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The empty page has no port.');
  const context = await newContext(browser);
  const page = await context.newPage();
  const begin = now();
  await page.goto(`http://127.0.0.1:${address.port}/`);
  await page.locator('p').waitFor();
  const time = now() - begin;
  await context.close();
  server.close();
  return time;
}

function now(): Seconds {
  return performance.now() * 1e-3;
}
