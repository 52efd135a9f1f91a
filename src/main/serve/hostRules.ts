/**
 * Who may speak to the server at all. A page of a foreign site can make a browser send requests to loopback, and by DNS
 * rebinding even under its own name: but it can choose neither the Host nor the Origin that the browser then states.
 */
import type { IncomingMessage } from 'node:http';

const loopbackHost = /^(127\.0\.0\.1|localhost|\[::1\])(?::(\d{1,5}))?$/i;

/** The one Host header, lower case, where it is a loopback name (any port, for `ssh -L`); null otherwise. */
export function loopbackHostOf(request: IncomingMessage): string | null {
  const host = onlyHeader(request, 'host');
  return host !== null && loopbackHost.test(host) ? host.toLowerCase() : null;
}

/** The port by which the browser knows the server, which with a tunnel is not the server's own. */
export function portOf(host: string): string {
  return loopbackHost.exec(host)?.[2] ?? '80';
}

/** Whether the request says that it comes from this server's own page. `host` is what loopbackHostOf returned. */
export function isOwnOrigin(request: IncomingMessage, host: string): boolean {
  return onlyHeader(request, 'origin')?.toLowerCase() === `http://${host}`;
}

/** Node keeps the first of two Host headers; a request with two is nobody's who means well. */
function onlyHeader(request: IncomingMessage, name: string): string | null {
  const values = request.rawHeaders.filter(
    (_, index, all) => index % 2 === 1 && all[index - 1]?.toLowerCase() === name,
  );
  return values.length === 1 ? (values[0] ?? null) : null;
}
