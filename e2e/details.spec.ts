/** A process in detail, and who has something open: on processes that this test starts itself. */
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { expect, test } from './app.ts';
import { startNamedProcess, type NamedProcess } from './namedProcess.ts';
import { filterProcesses, processRows } from './steps.ts';

test.skip(process.platform !== 'linux', 'the Monitor reads /proc');

let own: NamedProcess;
let server: Server;
test.beforeEach(async () => {
  own = await startNamedProcess();
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
});
test.afterEach(async () => {
  server.close();
  await own.kill();
});

test('shows what is known of a process, its environment only when asked', async ({ app: { page } }) => {
  await filterProcesses(page, own.name);
  await processRows(page).filter({ hasText: own.name }).click();
  await page.getByRole('tab', { name: 'Overview' }).click();
  const pane = page.getByRole('tabpanel');
  await expect(pane).toContainText('May run on');
  await expect(pane.getByRole('figure', { name: /^Threads, last minute: live \d+/ })).toBeVisible();
  await page.getByRole('tab', { name: 'Overview' }).press('End');
  await expect(page.getByRole('tab', { name: 'Command line' })).toBeFocused();
  await expect(pane).toContainText('--eval');
  await page.getByRole('tab', { name: 'Limits' }).click();
  await expect(pane.getByRole('row').filter({ hasText: 'Open files' })).toBeVisible();
  await page.getByRole('tab', { name: 'Environment' }).click();
  await expect(pane).toContainText('Masked');
  await expect(pane).not.toContainText('PROGRAM');
  await page.getByRole('radio', { name: 'Names' }).check();
  await expect(pane).toContainText('PROGRAM');
  await expect(pane).not.toContainText('worker_threads');
  await page.getByRole('radio', { name: 'Values' }).check();
  await expect(pane).toContainText('worker_threads');
  await page.getByRole('tab', { name: 'Files' }).click();
  await expect(pane.getByRole('row').filter({ hasText: 'eventpoll' }).first()).toBeVisible();
});

test('explains a thread: what it waits for, and who takes its CPU away', async ({ app: { page } }) => {
  await filterProcesses(page, own.name);
  await processRows(page).filter({ hasText: own.name }).click();
  const threads = page.getByRole('grid', { name: new RegExp(`Threads of ${own.name}`) });
  await threads.getByRole('row').filter({ hasText: own.threads[0] }).click();
  const pane = page.getByRole('tabpanel');
  await expect(pane).toContainText('A sample of now');
  await expect(pane).toContainText(/Gives up the CPU|Never gives up|No switch/);
});

test('finds who has a port open and leads to its row, by keyboard', async ({ app: { page } }) => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  await expect(processRows(page).first()).toBeVisible();
  await page.getByRole('button', { name: 'More' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Who has a file' }).press('Enter');
  await page.getByRole('textbox', { name: /A file/ }).fill(`:${address.port}`);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Who has it open?' });
  await expect(dialog).toContainText('listening');
  await dialog.getByRole('button', { name: new RegExp(String(process.pid)) }).press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('heading', { name: new RegExp(String(process.pid)) })).toBeVisible();
});
