/** `threadlab serve`: the app in a browser, on this machine only, until Ctrl+C. */
import { createBackend } from '../backend.ts';
import { dataFolder } from '../dataFolder.ts';
import { builtEntries } from '../entries.ts';
import { defaultPort, serve, type Served } from '../serve/serve.ts';
import { appBrowser, openAppWindow } from './appWindow.ts';
import { numberOption, readOptions } from './options.ts';
import { exit, UsageError, type Command, type Terminal } from './terminal.ts';

export const serveCommand: Command = async (args, terminal) => {
  const { values } = readOptions(
    args,
    {
      port: { type: 'string' },
      'read-only': { type: 'boolean' },
      socket: { type: 'string' },
      'no-open': { type: 'boolean' },
    },
    0,
  );
  const port = numberOption(values.port, 'port', 'index', { min: 0, max: 65535, integer: true });
  const { socket } = values;
  if (socket !== undefined && port !== undefined) throw new UsageError('Name a port or a socket, not both.');
  const readOnly = values['read-only'] === true;
  const entries = builtEntries();
  const backend = await createBackend({
    dataFolder: dataFolder(terminal.environment),
    readOnly,
    shell: 'serve',
    entries,
  });
  try {
    const served = await serve({
      backend,
      pageFolder: entries.renderer,
      port: port ?? defaultPort,
      elseAnyPort: port === undefined,
      ...(socket === undefined ? {} : { socket }),
      report: (error) => terminal.err(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    });
    let removeLaunchPage = (): void => undefined;
    try {
      if (port === undefined && served.port !== null && served.port !== defaultPort) {
        terminal.err(`Port ${defaultPort} is taken by another program, so Threadlab has another one.`);
      }
      announce(served, readOnly, terminal);
      const browser = socket === undefined && values['no-open'] !== true ? appBrowser(terminal.environment) : null;
      if (browser !== null) {
        const link = served.newTicketUrl(() => removeLaunchPage());
        removeLaunchPage = openAppWindow(browser, link, terminal.environment, (words) => terminal.err(words));
      }
      await stopped(terminal.stop);
      return exit.done;
    } finally {
      removeLaunchPage();
      await served.close();
    }
  } finally {
    await backend.close();
  }
};

function announce(served: Served, readOnly: boolean, terminal: Terminal): void {
  const how = readOnly ? ' (it can look and change nothing)' : '';
  if (served.port === null) {
    terminal.out(
      `Threadlab listens on ${served.address}${how}. Lead a port to it, then open, once:\n  ${served.ticketUrl}`,
    );
  } else {
    terminal.out(`Threadlab is at ${served.address}${how}. Open this link, which works once:\n  ${served.ticketUrl}`);
  }
  terminal.err('Ctrl+C ends it.');
}

function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
