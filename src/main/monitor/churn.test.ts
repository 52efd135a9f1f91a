/** What every pass must hold to while processes are born, renamed, exec'ed, forked and killed by the thousand. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noProcMount, runScript } from '../testing/childScript.ts';

test.skipIf(process.platform !== 'linux')(
  'of a thousand processes that come, change and go, none is taken for another, counted twice or given what it did not use',
  async () => {
    const program = join(import.meta.dirname, 'testing', 'churn.ts');
    // With numbers of its own, where Linux lets it, they are given out again and again; else it runs among all others.
    const said = await runScript(program, [], { ownProcesses: noProcMount === null });
    const { wrong, born, seenAgain, reusedCount, ownLeft, filesLeft } = said as Record<string, number> & {
      wrong: string[];
    };
    expect(wrong).toEqual([]);
    expect(born).toBeGreaterThanOrEqual(1000);
    expect(seenAgain).toBeGreaterThan(0);
    expect(reusedCount).toBeGreaterThan(noProcMount === null ? 0 : -1);
    expect(ownLeft).toBe(0);
    expect(filesLeft).toBe(0);
  },
);
