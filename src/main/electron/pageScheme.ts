/** The page's own scheme, instead of file://: an origin of its own, headers as over HTTP, and no other file of the disk. */
import { protocol, type Session } from 'electron';
import { readPageFile } from '../pageFile.ts';
import { pageHeaders } from '../pagePolicy.ts';

const scheme = 'threadlab';
const pageHost = 'app';

/** What the window loads. */
export const pageUrl = `${scheme}://${pageHost}/`;

/** Must be called before Electron is ready: `standard` gives the scheme an origin, `secure` what a page needs of HTTPS. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves `pageFolder` to the windows of `session`. */
export function servePage(session: Session, pageFolder: string): void {
  session.protocol.handle(scheme, async (request) => {
    const url = new URL(request.url);
    const known = url.host === pageHost && (request.method === 'GET' || request.method === 'HEAD');
    const file = known ? await readPageFile(pageFolder, url.pathname) : null;
    const headers = pageHeaders();
    if (file === null) return new Response('There is no such file.\n', { status: 404, headers });
    return new Response(file.bytes, { headers: { ...headers, 'content-type': file.mediaType } });
  });
}

/** Whether `url` is the page itself; its fragment does not matter. */
export function isPage(url: string): boolean {
  return url.split('#', 1)[0] === pageUrl;
}
