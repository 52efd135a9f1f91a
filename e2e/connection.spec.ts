/** A window that loses its backend says so, keeps what it last read, and finds the backend again. */
import { join } from 'node:path';
import { expect, test } from './app.ts';
import { startBackend } from './backendProcess.ts';
import { processRows } from './steps.ts';
import { openTunnel } from './tunnel.ts';

const lost = 'Backend lost';
const inOneProcess = 'the desktop app has window and backend in one: neither outlives the other';

test('goes on after the line was cut, as through `ssh -L`', async ({ freshApp: { page, backend, dataFolder } }) => {
  test.skip(backend === undefined, inOneProcess);
  const remote = await startBackend(join(dataFolder, 'remote'));
  const tunnel = await openTunnel(remote.port);
  try {
    const link = new URL(remote.link);
    link.port = String(tunnel.port);
    await page.goto(link.href);
    await expect(processRows(page).first()).toBeVisible();
    await tunnel.cut();
    await expect(page.getByRole('region', { name: lost })).toBeVisible();
    await expect(processRows(page).first()).toBeVisible();
    await tunnel.open();
    // The window also tries by itself, and the button goes with its success: whichever comes first.
    const back = expect(page.getByRole('region', { name: lost })).toBeHidden({ timeout: 30_000 });
    await Promise.race([page.getByRole('button', { name: 'Try now' }).click(), back]);
    await back;
    const status = page.getByRole('contentinfo', { name: 'Status' });
    await expect(status).not.toHaveText(await status.innerText());
  } finally {
    await tunnel.cut();
    await remote.stop();
  }
});

test('asks for the new link when the backend was started anew, and works with it', async ({
  freshApp: { page, backend, dataFolder },
}) => {
  test.skip(backend === undefined, inOneProcess);
  if (!backend) return;
  await expect(processRows(page).first()).toBeVisible();
  await backend.stop('SIGKILL');
  await expect(page.getByRole('region', { name: lost })).toBeVisible();
  const next = await startBackend(dataFolder, ['--port', String(backend.port)]);
  try {
    await expect(page.getByRole('region', { name: lost })).toContainText('Open the new link', { timeout: 30_000 });
    await page.goto(next.link);
    await expect(page.getByRole('region', { name: lost })).toBeHidden();
    await expect(processRows(page).first()).toBeVisible();
  } finally {
    await next.stop();
  }
});
