/** `threadlab ps`: processes and threads as the Monitor reads them, once or pass by pass. */
import type { Snapshot } from '../../shared/monitor/snapshot.ts';
import { decodeSnapshot } from '../../shared/monitor/snapshotCodec.ts';
import type { Seconds } from '../../shared/units/quantity.ts';
import { ThreadlabError } from '../../shared/errors.ts';
import { numberOption, readOptions } from './options.ts';
import { documentedProcess, documentedThread, passDocument } from './passDocument.ts';
import { passText } from './passText.ts';
import { exit, type Command, type Terminal } from './terminal.ts';
import { withBackend, type ThreadlabClient } from './withBackend.ts';

interface PsRequest {
  threads: boolean;
  pid: number | null;
  interval: Seconds;
  json: boolean;
}

/** Linux's own limit of a PID (PID_MAX_LIMIT, include/linux/threads.h). */
const largestPid = 4 * 1024 * 1024;

export const ps: Command = async (args, terminal) => {
  const { values } = readOptions(
    args,
    {
      threads: { type: 'boolean' },
      pid: { type: 'string' },
      interval: { type: 'string' },
      count: { type: 'string' },
      json: { type: 'boolean' },
    },
    0,
  );
  const pid = numberOption(values.pid, 'pid', 'index', { min: 1, max: largestPid, integer: true });
  const interval = numberOption(values.interval, 'interval', 'seconds', { min: 0.1, max: 60 });
  const count = numberOption(values.count, 'count', 'count', { min: 1, max: 1e9, integer: true });
  const request: PsRequest = {
    threads: values.threads === true,
    pid: pid ?? null,
    interval: interval ?? 1,
    json: values.json === true,
  };
  return withBackend(terminal, async (client) => {
    let printed = 0;
    // Without --count the first pass, which has no rates, is passed over and the second printed as one document.
    const passes = count ?? 2;
    let seen = 0;
    const ended = await eachPass(client, request, terminal.stop, (pass) => {
      seen += 1;
      if (count !== undefined || seen === 2) {
        print(pass, request, terminal, count !== undefined);
        printed += 1;
      }
      return seen < passes;
    });
    if (ended === 'stopped') return exit.cancelled;
    return printed > 0 ? exit.done : exit.failed;
  });
};

/** Hands over one pass after the other until `take` says that it has enough, or the person does. */
function eachPass(
  client: ThreadlabClient,
  { threads, pid, interval }: PsRequest,
  stop: AbortSignal,
  take: (pass: Snapshot) => boolean,
): Promise<'enough' | 'stopped'> {
  return new Promise((resolve, reject) => {
    const end = (how: 'enough' | 'stopped'): void => {
      stop.removeEventListener('abort', stopped);
      subscription.close();
      resolve(how);
    };
    const stopped = (): void => end('stopped');
    const subscription = client.subscribe(
      'monitor.watch',
      {
        interval,
        processFields: [...documentedProcess],
        threadFields: threads ? [...documentedThread] : [],
        threadsOf: threads ? 'all' : [],
        only: pid,
        visible: null,
      },
      {
        onItem(buffer) {
          try {
            const pass = decodeSnapshot(buffer);
            if (pid !== null && pass.processes.rowCount === 0) {
              throw new ThreadlabError('processGone', `There is no process ${pid}, or it may not be seen.`);
            }
            if (!take(pass)) end('enough');
          } catch (error) {
            subscription.close();
            reject(error);
          }
        },
        onError: reject,
      },
    );
    stop.addEventListener('abort', stopped);
  });
}

function print(pass: Snapshot, request: PsRequest, terminal: Terminal, oneLine: boolean): void {
  if (request.json) {
    const document = passDocument(pass, request.threads);
    terminal.out(oneLine ? JSON.stringify(document) : JSON.stringify(document, null, 1));
    return;
  }
  terminal.out(passText(pass, request.threads, terminal.columns));
  if (pass.hidden.words !== null) terminal.err(pass.hidden.words);
  if (pass.self.reduced !== null) terminal.err(pass.self.reduced);
}
