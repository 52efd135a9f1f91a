/**
 * Files of the built page, by the path of a URL. A built file's name needs no escapes, so none are decoded: each part is
 * letters, digits, `_`, `-` and inner dots, which leaves no way out of the folder and none to a hidden file.
 */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

const namePart = /^[A-Za-z0-9_][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*$/;

export interface PageFile {
  bytes: Buffer<ArrayBuffer>;
  mediaType: string;
}

/** `path` is the URL's, without query and fragment; "/" is the page itself. null: there is no such file. */
export async function readPageFile(folder: string, path: string): Promise<PageFile | null> {
  const parts = (path === '/' ? '/index.html' : path).split('/').slice(1);
  const mediaType = mediaTypes[extname(path === '/' ? 'index.html' : path)];
  if (!path.startsWith('/') || mediaType === undefined || !parts.every((part) => namePart.test(part))) return null;
  try {
    return { bytes: await readFile(join(folder, ...parts)), mediaType };
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      ['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG'].includes(String(error.code))
    ) {
      return null;
    }
    throw error;
  }
}
