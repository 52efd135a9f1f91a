/** The HTTP side: the page's files for anyone on loopback, and the exchange of a ticket for a cookie. No CORS, no other door. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readPageFile } from '../pageFile.ts';
import { pageHeaders } from '../pagePolicy.ts';
import { isOwnOrigin, loopbackHostOf, portOf } from './hostRules.ts';
import { cookieName, type Sessions } from './sessions.ts';

/** A ticket has 43 characters. */
const bodyLimit = 256;

/** Answers one request. Rejects only for what is a fault of ours, such as a folder that cannot be read. */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  sessions: Sessions,
  pageFolder: string,
): Promise<void> {
  const host = loopbackHostOf(request);
  if (host === null)
    return refuse(response, 403, 'Threadlab answers under a loopback name only: localhost, 127.0.0.1 or [::1].');
  for (const [name, value] of Object.entries(pageHeaders(`ws://${host}`))) response.setHeader(name, value);

  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  if (path === '/session') return answerSession(request, response, sessions, host);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refuse(response, 405, 'Only GET is answered here.', { allow: 'GET, HEAD' });
  }
  const file = await readPageFile(pageFolder, path);
  if (file !== null) {
    response.writeHead(200, {
      'content-type': file.mediaType,
      'content-length': file.bytes.length,
      // The name of an asset has a hash of what is in it: a browser that has one, compiled perhaps, need not ask again.
      ...(path.startsWith('/assets/') && { 'cache-control': 'private, max-age=31536000, immutable' }),
    });
    response.end(request.method === 'HEAD' ? undefined : file.bytes);
  } else if (path === '/') {
    refuse(response, 503, `The page is not built: ${pageFolder} has no index.html. Run "npm run build".`);
  } else {
    refuse(response, 404, 'There is no such file.');
  }
}

async function answerSession(
  request: IncomingMessage,
  response: ServerResponse,
  sessions: Sessions,
  host: string,
): Promise<void> {
  const name = cookieName(portOf(host));
  response.setHeader('cache-control', 'no-store');
  switch (request.method) {
    case 'GET':
      if (sessions.accepts(request.headers.cookie, name)) return void response.writeHead(204).end();
      return refuse(response, 401, 'This browser needs a new link.');
    case 'POST': {
      if (!isOwnOrigin(request, host)) return refuse(response, 403, "Only Threadlab's own page may ask this.");
      const ticket = await readBody(request);
      if (ticket === null) return refuse(response, 413, 'That is no ticket.');
      const value = sessions.redeem(ticket);
      if (value === null) return refuse(response, 403, 'This link was used already, or is of another start.');
      response.setHeader('set-cookie', `${name}=${value}; Path=/; HttpOnly; SameSite=Strict`);
      return void response.writeHead(204).end();
    }
    default:
      return refuse(response, 405, 'Only GET and POST are answered here.', { allow: 'GET, POST' });
  }
}

/** null where the body is longer than any ticket, or was cut off. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request) {
      if (!Buffer.isBuffer(chunk)) return null;
      length += chunk.length;
      if (length > bodyLimit) return null;
      chunks.push(chunk);
    }
  } catch (error) {
    // The client went away in the middle of its request: there is nobody to answer.
    if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET') return null;
    throw error;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function refuse(response: ServerResponse, status: number, words: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { ...headers, 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  response.end(`${words}\n`);
}
