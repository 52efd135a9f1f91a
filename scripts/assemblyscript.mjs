/**
 * A Vite plugin for `import bytes from './kernel.ts?asc'`: compiles the file with AssemblyScript and inlines the Wasm bytes.
 * `./kernel.ts?lock=mcs&asc` compiles it with `locks/mcs` in the place of `locks/lock`: the kernel is a template that calls
 * one lock directly; likewise `counter=` and `counters/counter`. Works in electron-vite and vitest alike. A compilation takes seconds, so it is kept in .cache/kernels
 * under the hash of the sources, the flags and the compiler's version.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const cacheFolder = join(root, '.cache', 'kernels');
const query = /^(?<file>[^?]+\.ts)\?(?<choices>(?:(?:lock|counter)=[\w/.-]+&)*)asc$/;
/** @type {Readonly<Record<string, string>>} The file whose place is taken, by the name of the choice. */
const templates = { lock: join('locks', 'lock.ts'), counter: join('counters', 'counter.ts') };

/** The memory is imported and of the caller's size: the bounds here (in pages of 64 KiB) are what any caller may choose within. */
const flags = [
  '-O3 --runtime stub --noAssert --use abort= --enable threads --enable simd --enable bulk-memory',
  '--importMemory --sharedMemory --initialMemory 1 --maximumMemory 16384',
].flatMap((line) => line.split(' '));

/** @returns {import('vite').Plugin} */
export function assemblyScript() {
  return {
    name: 'threadlab-assemblyscript',
    enforce: 'pre',
    // vitest keeps modules by their own text alone, and would not see that a lock which a kernel imports has changed.
    configureVitest: ({ defineCacheKeyGenerator }) =>
      defineCacheKeyGenerator(({ id }) => (query.test(id) ? false : null)),
    resolveId(id, importer) {
      const parts = query.exec(id)?.groups;
      if (!parts?.file || !importer) return null;
      const file = resolve(dirname(withoutQuery(importer)), parts.file);
      // A dynamic import reaches Vite as a URL from the root: /src/kernels/...
      return (existsSync(file) ? file : join(root, parts.file)) + id.slice(parts.file.length);
    },
    async load(id) {
      const parts = query.exec(id)?.groups;
      if (!parts?.file) return null;
      const { bytes, sources } = await compile(parts.file, new URLSearchParams(parts.choices));
      for (const source of sources) this.addWatchFile(source);
      return {
        code: `const text = atob(${JSON.stringify(bytes.toString('base64'))});\nexport default Uint8Array.from(text, (c) => c.charCodeAt(0));\n`,
        map: null,
      };
    },
  };
}

/**
 * Compiles one kernel, or takes it from the cache. Throws with the compiler's own words where the source is wrong.
 * @param {string} file absolute path of the entry
 * @param {URLSearchParams} choices what takes a template's place: a path from its folder, without `.ts`
 */
async function compile(file, choices) {
  const sources = new Map(await readSources(file, choices));
  const version = createRequire(import.meta.url)('assemblyscript/package.json').version;
  const hash = createHash('sha256').update(JSON.stringify([version, flags, [...sources].map(([, text]) => text)]));
  const cached = join(cacheFolder, `${basename(file, '.ts')}-${hash.digest('hex').slice(0, 20)}.wasm`);
  if (!existsSync(cached)) {
    mkdirSync(cacheFolder, { recursive: true });
    const temporary = `${cached}.${process.pid}`;
    writeFileSync(temporary, await runCompiler(file, sources));
    renameSync(temporary, cached); // two builds at once may both compile; neither reads half a file
  }
  return { bytes: readFileSync(cached), sources: [...sources.keys()] };
}

/**
 * The entry and all that it imports, by path. Only relative imports exist in kernels.
 * @param {string} entry
 * @param {URLSearchParams} choices
 */
async function readSources(entry, choices) {
  /** @type {Map<string, string>} */
  const found = new Map();
  const pending = [entry];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (found.has(path)) continue;
    const choice = [...choices].find(([name]) => path.endsWith(sep + templates[name]))?.[1];
    const text = choice === undefined ? readFileSync(path, 'utf8') : `export * from './${choice}.ts';\n`;
    found.set(path, text);
    for (const match of text.matchAll(/\bfrom\s+'(\.{1,2}\/[^']+)'/g)) {
      if (match[1]) pending.push(resolve(dirname(path), match[1]));
    }
  }
  return found;
}

/**
 * @param {string} entry
 * @param {Map<string, string>} sources
 * @returns {Promise<Uint8Array>}
 */
async function runCompiler(entry, sources) {
  const { main } = await import('assemblyscript/asc');
  const baseDir = dirname(entry);
  /** @type {Uint8Array | undefined} */
  let bytes;
  let words = '';
  const { error } = await main([basename(entry), '--outFile', 'out.wasm', ...flags], {
    // asc adds its own .ts to a path that has one.
    readFile: (name) => sources.get(resolve(baseDir, name.replace(/\.ts\.ts$/, '.ts'))) ?? null,
    writeFile: (_name, contents) => {
      if (typeof contents !== 'string') bytes = contents;
    },
    listFiles: () => [],
    stderr: { write: (chunk) => void (words += chunk) },
  });
  if (error || !bytes) {
    throw new Error(`AssemblyScript cannot compile ${relative(root, entry)}:\n${words}`, { cause: error });
  }
  return bytes;
}

/** @param {string} id */
function withoutQuery(id) {
  return id.replace(/\?.*$/, '');
}
