/**
 * A vitest reporter that writes what `npm test` sums up: counts, and the reason of each skipped test, which vitest's JSON
 * reporter leaves out. A file that cannot be loaded, and an error outside of any test, count as one failure each.
 */
import { writeFileSync } from 'node:fs';

export default class VitestCounts {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const counts = {
      passed: 0,
      failed: unhandledErrors.length,
      skipped: /** @type {import('./counts.mjs').Skip[]} */ ([]),
    };
    for (const module of modules) {
      counts.failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') counts.passed++;
        else if (result.state === 'failed') counts.failed++;
        else if (result.state === 'skipped') {
          counts.skipped.push({
            name: `${module.relativeModuleId}: ${test.name}`,
            reason: result.note ?? 'the test gives no reason',
          });
        } else counts.failed++; // never came to an end
      }
    }
    const file = process.env.THREADLAB_COUNTS;
    if (!file) throw new Error('THREADLAB_COUNTS must name the file to write.');
    writeFileSync(file, JSON.stringify(counts));
  }
}
