/** Where the server listens: a port of 127.0.0.1, or a socket file that only its owner may open. Errors in words. */
import { once } from 'node:events';
import { lstat, stat, unlink } from 'node:fs/promises';
import { connect, type Server } from 'node:net';
import { dirname } from 'node:path';
import { ThreadlabError } from '../../shared/errors.ts';

const loopback = '127.0.0.1';

/**
 * Returns the port that is listened on (0 asks for any free one). With `elseAny` a port that another program has is no reason
 * to fail. Throws `notAvailable` or `notPermitted`.
 */
export async function listenOnPort(server: Server, port: number, elseAny: boolean): Promise<number> {
  try {
    await listening(server, () => server.listen({ port, host: loopback, exclusive: true }));
  } catch (error) {
    if (elseAny && codeOf(error) === 'EADDRINUSE') return listenOnPort(server, 0, false);
    throw portTrouble(error, port);
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server has no port.');
  return address.port;
}

/** A socket file that a server left behind is replaced; one that answers, or any other file, is not touched. */
export async function listenOnSocket(server: Server, path: string): Promise<void> {
  // Asked first: libuv reports a folder that is not there as one that may not be entered.
  await stat(dirname(path)).catch((error: unknown) => {
    throw socketTrouble(error, path);
  });
  await removeDeadSocket(path);
  // Node binds within `listen`, so the file has its mode from the start and no other user ever sees it open.
  const before = process.umask(0o177);
  try {
    await listening(server, () => server.listen({ path }));
  } catch (error) {
    throw socketTrouble(error, path);
  } finally {
    process.umask(before);
  }
}

function listening(server: Server, listen: () => void): Promise<void> {
  const heard = once(server, 'listening'); // rejects with an error that comes instead
  listen();
  return heard.then(() => undefined);
}

async function removeDeadSocket(path: string): Promise<void> {
  const found = await lstat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw socketTrouble(error, path);
  });
  if (found === null) return;
  if (!found.isSocket()) {
    throw new ThreadlabError(
      'notAvailable',
      `${path} is there already and is no socket. Choose another name. Nothing was changed.`,
    );
  }
  if (await answers(path)) {
    throw new ThreadlabError('notAvailable', `Another program answers at ${path}. Choose another name, or end it.`);
  }
  await unlink(path);
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = connect(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', (error) => {
      if (codeOf(error) === 'ECONNREFUSED' || codeOf(error) === 'ENOENT') resolve(false);
      else reject(socketTrouble(error, path));
    });
  });
}

function portTrouble(error: unknown, port: number): unknown {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new ThreadlabError(
        'notAvailable',
        `Port ${port} of ${loopback} is taken by another program. Choose another with --port, or --port 0 for any free one.`,
        { cause: error },
      );
    case 'EACCES':
      return new ThreadlabError(
        'notPermitted',
        `This user may not listen on port ${port}. Choose one above 1023 with --port.`,
        {
          cause: error,
        },
      );
    default:
      return error;
  }
}

function socketTrouble(error: unknown, path: string): unknown {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new ThreadlabError('notPermitted', `This user may not make or open the socket ${path}.`, { cause: error });
    case 'ENOENT':
    case 'ENOTDIR':
      return new ThreadlabError('notAvailable', `The folder of the socket ${path} is not there.`, { cause: error });
    case 'EINVAL':
    case 'ENAMETOOLONG':
      return new ThreadlabError('badInput', `${path} is too long for a socket: Linux takes 107 bytes.`, {
        cause: error,
      });
    case 'EADDRINUSE':
      return new ThreadlabError('notAvailable', `Another program answers at ${path}. Choose another name, or end it.`, {
        cause: error,
      });
    default:
      return error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
