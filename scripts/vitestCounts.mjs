/**
 * A vitest reporter that writes what `npm test` sums up: counts, and the reason of each skipped test, which vitest's JSON
 * reporter leaves out. A file that cannot be loaded, and an error outside of any test, count as one failure each.
 */
import { writeFileSync } from 'node:fs';
import { firstLineOf } from './counts.mjs';

export default class VitestCounts {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const outside = (/** @type {string} */ name, /** @type {readonly unknown[]} */ errors) =>
      errors.map((error) => ({ name, words: firstLineOf(error) }));
    const counts = {
      passed: 0,
      failures: outside('outside of the tests', unhandledErrors),
      skipped: /** @type {import('./counts.mjs').Skip[]} */ ([]),
    };
    for (const module of modules) {
      counts.failures.push(...outside(module.relativeModuleId, module.errors()));
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') counts.passed++;
        else if (result.state === 'skipped') {
          counts.skipped.push({
            name: `${module.relativeModuleId}: ${test.name}`,
            reason: result.note ?? 'the test gives no reason',
          });
        } else {
          const words = result.state === 'failed' ? firstLineOf(result.errors[0]) : 'it never came to an end';
          counts.failures.push({ name: `${module.relativeModuleId}: ${test.name}`, words });
        }
      }
    }
    const file = process.env.THREADLAB_COUNTS;
    if (!file) throw new Error('THREADLAB_COUNTS must name the file to write.');
    writeFileSync(file, JSON.stringify(counts));
  }
}
