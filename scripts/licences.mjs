/**
 * `npm run licences`: writes docs/licences.md, the packages of the lock file with their versions and licences: those whose code is
 * part of the app, and those that only build or test it. `scripts/licences.test.ts` sees that the list is true.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);

/** Relative to the project. */
export const listFile = 'docs/licences.md';

/** Licences (SPDX) that ask no more than to be named, or to leave a changed file open. Data of CC-BY is used when building only. */
const permitted = [
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'MPL-2.0',
  'OFL-1.1',
  'BlueOak-1.0.0',
  'CC-BY-4.0',
];

/** @typedef {{ name: string, version: string, licence: string, shipped: boolean }} Package */

/**
 * @param {string} lockFile the text of package-lock.json, version 3
 * @returns {Package[]} sorted by name; one entry for each version
 */
export function packagesOf(lockFile) {
  /** @type {{ packages: Record<string, { version?: string, license?: string, dev?: boolean }> }} */
  const { packages } = JSON.parse(lockFile);
  const found = Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, { version = '', license = 'none is named', dev = false }]) => ({
      name: path.replace(/^.*node_modules\//, ''),
      version,
      licence: license,
      shipped: !dev,
    }));
  const unique = new Map(found.map((one) => [`${one.name} ${one.version} ${one.shipped}`, one]));
  return [...unique.values()].sort((a, b) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1,
  );
}

/** Those whose licence is none of the permitted ones. @param {readonly Package[]} packages */
export function refused(packages) {
  return packages.filter(({ licence }) => !licence.split(' AND ').every((part) => permitted.includes(part)));
}

/** The whole text of the list. @param {readonly Package[]} packages */
export function licenceList(packages) {
  /** @param {boolean} shipped */
  const table = (shipped) =>
    packages
      .filter((one) => one.shipped === shipped)
      .map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`)
      .join('\n');
  const head = '| package | version | licence |\n| --- | --- | --- |';
  return `# Licences

Threadlab itself is under the [MIT license](../LICENSE). It is made with the work of others; the list comes from the lock file (\`npm run licences\`).

## Part of the app

${head}
${table(true)}

## For building and testing only

${head}
${table(false)}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const packages = packagesOf(readFileSync(new URL('package-lock.json', root), 'utf8'));
  writeFileSync(new URL(listFile, root), licenceList(packages));
  process.stdout.write(`${listFile}: ${packages.length} packages.\n`);
  for (const { name, version, licence } of refused(packages)) process.stdout.write(`${name} ${version}: ${licence}\n`);
}
