/** The Monitor, on this machine's real processes and one of our own. */
import { expect, test } from './app.ts';
import { startNamedProcess, type NamedProcess } from './namedProcess.ts';
import { filterProcesses, processRows, processTable } from './steps.ts';

test.skip(process.platform !== 'linux', 'the Monitor reads /proc');

let own: NamedProcess;
test.beforeEach(async () => {
  own = await startNamedProcess();
});
test.afterEach(() => own.kill());

test('finds a process by its name and shows its threads, and their sum', async ({ app: { page } }) => {
  await filterProcesses(page, own.name);
  const row = processRows(page).filter({ hasText: own.name });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText(String(own.pid));
  await row.click();
  const threads = page.getByRole('region', { name: 'Threads' });
  for (const name of own.threads) await expect(threads.getByRole('row').filter({ hasText: name })).toHaveCount(1);
  await expect(threads).toContainText('CPU time since start');
  await expect(threads).toContainText(/\d+ live threads/);
  await expect(threads).toContainText('exited threads');
});

test('strikes out a process that has ended, then takes it away', async ({ app: { page } }) => {
  await filterProcesses(page, own.name);
  const row = processRows(page).filter({ hasText: own.name });
  await expect(row).toHaveCount(1);
  await own.kill();
  await expect(row).toHaveCount(0);
  await expect(page.getByText('No process matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(processRows(page).first()).toBeVisible();
});

test('sorts by a heading, and the other way round at a second click', async ({ app: { page } }) => {
  const heading = processTable(page).getByRole('columnheader').filter({ hasText: 'PID' });
  const pids = async () => {
    const column = await heading.getAttribute('aria-colindex');
    const cells = await processTable(page).locator(`[role=gridcell][aria-colindex="${column}"]`).allInnerTexts();
    const tops = await processTable(page)
      .locator(`[role=gridcell][aria-colindex="${column}"]`)
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top));
    return cells
      .map((text, index) => [tops[index] ?? 0, Number(text.replaceAll(/\D/g, ''))] as const)
      .toSorted((a, b) => a[0] - b[0])
      .map(([, pid]) => pid);
  };
  await expect(processRows(page).first()).toBeVisible();
  await heading.getByRole('button').click();
  const first = await heading.getAttribute('aria-sort');
  const inOrder = (values: number[], direction: string | null) =>
    values.every(
      (value, index) =>
        index === 0 ||
        (direction === 'ascending' ? value >= (values[index - 1] ?? 0) : value <= (values[index - 1] ?? 0)),
    );
  await expect.poll(async () => inOrder(await pids(), first)).toBe(true);
  await heading.getByRole('button').click();
  const second = await heading.getAttribute('aria-sort');
  expect(new Set([first, second])).toEqual(new Set(['ascending', 'descending']));
  await expect.poll(async () => inOrder(await pids(), second)).toBe(true);
});

test('holds the order while the pointer rests on the rows, and says so', async ({ app: { page } }) => {
  await processRows(page).nth(3).hover();
  await expect(page.getByText('Order held')).toBeVisible();
  const names = () => processTable(page).locator('[role=gridcell][aria-colindex="2"]').allInnerTexts();
  const before = await names();
  // Values go on meanwhile: two more readings come in.
  const status = page.getByRole('contentinfo', { name: 'Status' });
  for (let pass = 0; pass < 2; pass++) {
    const words = await status.innerText();
    await expect(status).not.toHaveText(words);
  }
  const after = await names();
  expect(after.filter((pid) => before.includes(pid))).toEqual(before.filter((pid) => after.includes(pid)));
  await page.getByRole('navigation', { name: 'Rooms' }).hover();
  await expect(page.getByText('Order held')).toBeHidden();
});

test('is worked by keyboard alone', async ({ app: { page } }) => {
  await expect(processRows(page).first()).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type(own.name);
  await expect(processRows(page)).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(processTable(page)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(processRows(page).first()).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('region', { name: 'Threads' })).toContainText(own.threads[1]);
  await page.keyboard.press('Shift+M');
  await expect(processTable(page).locator('[role=columnheader][aria-sort=descending]')).toContainText('RSS');
});

test('shows what it costs itself', async ({ app: { page } }) => {
  await expect(page.getByText('Threadlab itself')).toBeVisible();
});
