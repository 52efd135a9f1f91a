/** Adds up what the parts of `npm test` counted, and reads the counts that Playwright reports. */

import { stripVTControlCharacters } from 'node:util';

/** @typedef {{ name: string, reason: string }} Skip */
/** What failed, and the first line of why. @typedef {{ name: string, words: string }} Failure */
/** @typedef {{ passed: number, failures: Failure[], skipped: Skip[] }} Counts */

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function sum(all) {
  return {
    passed: all.reduce((total, { passed }) => total + passed, 0),
    failures: all.flatMap(({ failures }) => failures),
    skipped: all.flatMap(({ skipped }) => skipped),
  };
}

/** The last line of `npm test`. @param {Counts} counts */
export function lastLine({ passed, failures, skipped }) {
  return `${passed} passed, ${failures.length} failed, ${skipped.length} skipped`;
}

/**
 * What a program counted, held against how it ended: one that failed without counting a failure has failed all the same.
 * @param {string} name
 * @param {Counts | undefined} counts undefined where it wrote none
 * @param {boolean} endedWell
 * @returns {Counts}
 */
export function believe(name, counts, endedWell) {
  if (counts === undefined) return { passed: 0, failures: [{ name, words: 'it reported nothing' }], skipped: [] };
  if (!endedWell && counts.failures.length === 0)
    return { ...counts, failures: [{ name, words: 'it ended badly, though no test failed' }] };
  return counts;
}

/**
 * Reads a file that `scripts/vitestCounts.mjs` wrote; undefined for anything else.
 * @param {string} text
 * @returns {Counts | undefined}
 */
export function readCounts(text) {
  const value = parse(text);
  if (
    !isRecord(value) ||
    typeof value.passed !== 'number' ||
    !Array.isArray(value.failures) ||
    !Array.isArray(value.skipped)
  )
    return undefined;
  const skipped = value.skipped.map((each) =>
    isRecord(each) ? { name: String(each.name), reason: String(each.reason) } : { name: '', reason: '' },
  );
  const failures = value.failures.map((each) =>
    isRecord(each) ? { name: String(each.name), words: String(each.words) } : { name: '', words: '' },
  );
  return { passed: value.passed, failures, skipped };
}

/**
 * Reads Playwright's JSON report (@playwright/test/reporter's JSONReport); undefined for anything else.
 * A test that passed at a second try has failed here: nothing is retried.
 * @param {string} text
 * @returns {Counts | undefined}
 */
export function readPlaywright(text) {
  const report = parse(text);
  if (!isRecord(report) || !Array.isArray(report.suites) || !Array.isArray(report.errors)) return undefined;
  /** @type {Counts} */
  const counts = {
    passed: 0,
    failures: report.errors.map((error) => ({ name: 'outside of the tests', words: firstLineOf(error) })),
    skipped: [],
  };
  /** @type {unknown[]} */
  const pending = [...report.suites];
  for (let suite = pending.pop(); suite !== undefined; suite = pending.pop()) {
    if (!isRecord(suite)) continue;
    pending.push(...listOf(suite.suites));
    for (const spec of listOf(suite.specs)) {
      if (isRecord(spec))
        for (const test of listOf(spec.tests)) if (isRecord(test)) add(counts, String(spec.title), test);
    }
  }
  return counts;
}

/**
 * @param {Counts} counts
 * @param {string} title
 * @param {Record<string, unknown>} test
 */
function add(counts, title, test) {
  if (test.status === 'expected') counts.passed++;
  else if (test.status === 'skipped') {
    const note = listOf(test.annotations).find((each) => isRecord(each) && each.type === 'skip');
    const reason =
      isRecord(note) && typeof note.description === 'string' ? note.description : 'the test gives no reason';
    counts.skipped.push({ name: `${String(test.projectName)}: ${title}`, reason });
  } else {
    const errors = listOf(test.results).flatMap((result) => (isRecord(result) ? listOf(result.errors) : []));
    counts.failures.push({ name: `${String(test.projectName)}: ${title}`, words: firstLineOf(errors[0]) });
  }
}

/**
 * The first line of an error's message, without the colours of a terminal.
 * @param {unknown} error
 */
export function firstLineOf(error) {
  const message = isRecord(error) && typeof error.message === 'string' ? error.message : 'no reason given';
  return stripVTControlCharacters(message).split('\n')[0] ?? '';
}

/**
 * @param {string} text
 * @returns {unknown} undefined where it is no JSON: a reporter that was killed leaves half a file
 */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * @param {unknown} value
 * @returns {unknown[]}
 */
function listOf(value) {
  return Array.isArray(value) ? value : [];
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isRecord(value) {
  return typeof value === 'object' && value !== null;
}
