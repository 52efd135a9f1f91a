/**
 * Finds the Chromium that the end-to-end tests and the pictures drive: an installed one, Playwright's own, or the one that the
 * npm package @sparticuz/chromium carries with its libraries and fonts, which needs nothing of the machine (Linux x64).
 * Each candidate is started and must answer a page before it is chosen: a browser that is there may still lack a library.
 */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The page is built for the Chromium of Electron; this is the oldest major version that knows all its CSS (light-dark() is 123). */
const oldestMajor = 125;

/** ms. A cold start on a loaded machine takes seconds; a browser that waits for ever is no candidate. */
const trialLimit = 45_000;

/**
 * @typedef {object} Candidate
 * @property {string} origin where it comes from, in words
 * @property {string} path its executable
 * @property {Record<string, string>} env what it needs besides our own environment
 */
/** @typedef {Candidate & { version: string, args: string[] }} Browser */
/** @typedef {{ browser: Browser | undefined, refused: string[] }} Search `refused`: a sentence for each candidate that would not do */

/** The same for every browser: no graphics card, no background traffic; a page's rights stay as they are. */
const quietly = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
];

/**
 * The first candidate that works. `THREADLAB_BROWSER` (a path) is the only candidate where it is set.
 * @returns {Promise<Search>}
 */
export async function findBrowser() {
  /** @type {string[]} */
  const refused = [];
  const wanted = process.env.THREADLAB_BROWSER;
  const sources = wanted
    ? [() => [{ origin: 'THREADLAB_BROWSER', path: wanted, env: {} }]]
    : [installed, playwrights, shipped];
  for (const source of sources) {
    for (const candidate of await source(refused)) {
      const browser = await tryOut(candidate, refused);
      if (browser) return { browser, refused };
    }
  }
  return { browser: undefined, refused };
}

/**
 * Browsers of the Chromium family on this machine, without starting them.
 * @returns {Candidate[]}
 */
export function installed() {
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'chrome',
    'microsoft-edge',
    'microsoft-edge-stable',
    'msedge',
  ];
  const fromPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  const programs = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter(
    (folder) => folder !== undefined,
  );
  const usual = [
    '/opt/google/chrome/chrome',
    '/opt/microsoft/msedge/msedge',
    '/snap/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ...programs.map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
    ...programs.map((folder) => join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe')),
  ];
  return [...new Set([...fromPath, ...usual])]
    .filter(isExecutable)
    .map((path) => ({ origin: 'installed', path, env: {} }));
}

/** @returns {Candidate[]} the one of `npx playwright install`, where it was fetched */
function playwrights() {
  const path = chromium.executablePath();
  return existsSync(path) ? [{ origin: "Playwright's own", path, env: {} }] : [];
}

/**
 * @param {string[]} refused
 * @returns {Promise<Candidate[]>}
 */
async function shipped(refused) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    refused.push(`@sparticuz/chromium: built for Linux x64, this is ${process.platform} ${process.arch}.`);
    return [];
  }
  try {
    const folder = await unpackShipped();
    return [
      {
        origin: 'npm package @sparticuz/chromium',
        path: join(folder, 'chromium'),
        env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf') },
      },
    ];
  } catch (error) {
    refused.push(`@sparticuz/chromium: cannot be unpacked: ${firstLine(error)}`);
    return [];
  }
}

/**
 * Unpacks the shipped browser (211 MB, 2 s) once into .cache, and returns its folder. Whole or not at all: it is unpacked beside
 * and renamed. The package unpacks into `os.tmpdir()`, and its libraries only where it believes itself in a Lambda; a child
 * process of its own is told both, so that nothing of it stays in ours.
 */
async function unpackShipped() {
  // The package exports no package.json to ask by name.
  const entry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'));
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8'));
  const cache = isWritable(root) ? join(root, '.cache') : join(tmpdir(), `threadlab-${process.getuid?.() ?? 'user'}`);
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  const fresh = join(cache, `chromium-${randomUUID()}`);
  mkdirSync(fresh, { recursive: true });
  try {
    const unpack =
      "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();";
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], {
      cwd: root,
      env: { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    });
    chmodSync(join(fresh, 'chromium'), 0o755);
    // Its own fonts.conf names folders under /tmp.
    writeFileSync(
      join(fresh, 'fonts.conf'),
      `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir>${folder}/fonts/fonts</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>\n`,
    );
    if (!existsSync(folder)) renameSync(fresh, folder);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return folder;
}

/**
 * Starts a candidate and asks it for a page; undefined, with the reason in `refused`, where that fails.
 * As root Chromium has no sandbox; as an ordinary user it has one unless the container forbids it.
 * @param {Candidate} candidate
 * @param {string[]} refused
 * @returns {Promise<Browser | undefined>}
 */
async function tryOut(candidate, refused) {
  const asRoot = process.getuid?.() === 0;
  let reason = '';
  for (const args of asRoot ? [[...quietly, '--no-sandbox']] : [quietly, [...quietly, '--no-sandbox']]) {
    try {
      const version = await startOnce(candidate, args);
      if (Number(version.split('.')[0]) >= oldestMajor) return { ...candidate, version, args };
      reason = `is version ${version}, older than ${oldestMajor}.`;
      break;
    } catch (error) {
      reason = firstLine(error);
    }
  }
  refused.push(`${candidate.path} (${candidate.origin}): ${reason}`);
  return undefined;
}

/**
 * @param {Candidate} candidate
 * @param {string[]} args
 */
async function startOnce(candidate, args) {
  const browser = await chromium.launch({ ...launchOptions({ ...candidate, args }), timeout: trialLimit });
  try {
    const page = await browser.newPage();
    await page.setContent('<p>ready</p>', { timeout: trialLimit });
    if ((await page.textContent('p')) !== 'ready') throw new Error('it drew an empty page.');
    return browser.version();
  } finally {
    await browser.close();
  }
}

/**
 * What Playwright's `launch` is given to start this browser.
 * @param {Candidate & { args: string[] }} browser
 */
export function launchOptions({ path, env, args }) {
  return {
    executablePath: path,
    args,
    chromiumSandbox: !args.includes('--no-sandbox'),
    env: { ...definedOf(process.env), ...env },
  };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Record<string, string>}
 */
function definedOf(env) {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** @param {string} path */
function isExecutable(path) {
  return mayAccess(path, constants.X_OK);
}

/** @param {string} path */
function isWritable(path) {
  return mayAccess(path, constants.W_OK);
}

/**
 * @param {string} path
 * @param {number} mode
 */
function mayAccess(path, mode) {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false; // access(2) refuses for a dozen reasons, and each of them means "no"
  }
}

/** @param {unknown} error */
function firstLine(error) {
  const message = error instanceof Error ? error.message : String(error);
  // Of a browser that does not start, the loader's own sentence says more than Playwright's first line.
  return /error while loading shared libraries.*/.exec(message)?.[0] ?? message.split('\n')[0] ?? message;
}
