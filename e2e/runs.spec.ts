/** Runs: what is kept is listed, renamed, deleted and brought back, and taken out as figure, picture, table and record. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { keepRun } from './keptRun.ts';
import { openRoom } from './steps.ts';

test.beforeEach(({ app: { dataFolder } }) => keepRun(dataFolder));

const list = (page: Page) => page.getByRole('grid', { name: 'Runs' });
const rows = (page: Page) => list(page).locator('tbody tr');

async function openRuns(page: Page): Promise<void> {
  await openRoom(page, 'Runs');
  await expect(rows(page).filter({ hasText: 'lock-contention' })).toHaveCount(1);
}

test('lists the kept run and opens its result', async ({ app: { page } }) => {
  await openRuns(page);
  await rows(page).first().click();
  await expect(page.getByRole('figure', { name: /Throughput/ }).first()).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'What the result rests on' })).toContainText(
    'The guarded counter equals the acquisitions',
  );
});

test('renames a run by keyboard, and keeps the name over a reload', async ({ app: { page, shell } }) => {
  await openRuns(page);
  await list(page).focus();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Name' }).fill('Two locks, two threads');
  await page.keyboard.press('Enter');
  await expect(rows(page)).toContainText('Two locks, two threads');
  test.skip(shell === 'electron' && process.platform === 'darwin', 'a reload needs its menu there');
  await page.reload();
  await openRoom(page, 'Runs');
  await expect(rows(page)).toContainText('Two locks, two threads');
});

test('deletes at once and offers to undo it', async ({ app: { page } }) => {
  await openRuns(page);
  await list(page).focus();
  await page.keyboard.press('Delete');
  await expect(page.getByText('No run is kept yet')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows(page).filter({ hasText: 'lock-contention' })).toHaveCount(1);
});

test('lists a cut file as unreadable with the reason, and opens the others', async ({ app: { page, dataFolder } }) => {
  await openRuns(page);
  await writeFile(join(dataFolder, 'runs', 'cut.json'), '{"format":"threadlab.run/1","id":');
  await page.reload();
  await openRoom(page, 'Runs');
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).filter({ hasText: 'cut.json' })).toContainText('unreadable');
  await rows(page).filter({ hasText: 'lock-contention' }).click();
  await expect(page.getByRole('figure', { name: /Throughput/ }).first()).toBeVisible();
});

test('exports a figure, a picture, a table and the record itself', async ({ app }) => {
  const { page } = app;
  await openRuns(page);
  const exported = (format: string) =>
    app.saved(async () => {
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name: new RegExp(`^${format}`) }).click();
    });

  await test.step('a figure whose text is text', async () => {
    const { name, bytes } = await exported('SVG');
    expect(name).toMatch(/\.svg$/);
    const words = await page.evaluate((source) => {
      const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
      if (parsed.querySelector('parsererror')) throw new Error(parsed.documentElement.outerHTML);
      return [...parsed.querySelectorAll('text')].map((text) => text.textContent ?? '').join('\n');
    }, bytes.toString('utf8'));
    for (const part of ['tas', 'mcs', 'threads']) expect(words.toLowerCase()).toContain(part);
  });

  await test.step('a picture that opens, with its resolution set', async () => {
    const { name, bytes } = await exported('PNG');
    expect(name).toMatch(/\.png$/);
    expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(bytes.includes('pHYs')).toBe(true);
    const size = await page.evaluate(async (base64) => {
      const picture = await createImageBitmap(
        new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]),
      );
      return { width: picture.width, height: picture.height };
    }, bytes.toString('base64'));
    expect(size.width).toBeGreaterThan(size.height);
  });

  await test.step('one tidy table', async () => {
    const { name, bytes } = await exported('CSV');
    expect(name).toMatch(/\.csv$/);
    const lines = bytes.toString('utf8').trimEnd().split('\r\n');
    const fields = (line: string) => line.match(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)?.length ?? 0;
    expect(lines.length).toBeGreaterThan(4);
    expect(new Set(lines.map(fields)).size).toBe(1);
  });

  await test.step('the record itself', async () => {
    const { name, bytes } = await exported('JSON');
    expect(name).toMatch(/\.json$/);
    expect(JSON.parse(bytes.toString('utf8'))).toMatchObject({
      schema: 'threadlab.run/1',
      experiment: expect.anything(),
    });
  });
});
