/** shadowed-module on the usual Python, with a planted fault for each check; nothing is left in /dev/shm. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { shadowedModule } from '../../../../shared/lab/catalogue/shadowed-module.ts';
import { removeStaleScratch } from '../../staleScratch.ts';
import { counterFolder } from '../engines/counterFile.ts';
import { pythonProgram, type FindProgram } from '../engines/program.ts';
import { failedChecks } from '../testing/measureOnce.ts';
import { measureProgram } from '../testing/programs.ts';
import { noPython, pythonSources, usualPython } from '../testing/pythons.ts';
import { openShadowedModule } from './shadowed-module.ts';

const point = { engine: 'python', interpreter: 'any', module: 'multiprocessing' };

/** `planted`: a payload of src/python/testing in its place. */
function programOf(planted?: string): FindProgram {
  return () => {
    if (usualPython === null) throw new Error('There is no Python here.');
    const sources = planted === undefined ? pythonSources : join(pythonSources, 'testing');
    return pythonProgram(usualPython, sources, planted ?? 'shadowed_module');
  };
}

describe('shadowed-module', { timeout: 60_000 }, () => {
  beforeEach(({ skip }) => skip(noPython !== null, noPython ?? ''));

  test('reproduces the error, explains it and is rid of it', async () => {
    const { measured, samples } = await measureProgram(openShadowedModule, programOf(), point);
    expect(failedChecks(measured)).toEqual([]);
    expect(measured.checks.map(({ id }) => id)).toEqual(Object.keys(shadowedModule.checks));
    expect(Object.keys(measured.outcomes ?? {})).toEqual(Object.keys(shadowedModule.metrics));
    const words = measured.outcomes?.['outcome']?.words ?? '';
    expect(words).toMatch(
      /^ImportError: cannot import name 'Process'.*\. multiprocessing\.py lies in the script’s folder/,
    );
    expect(words).not.toContain(counterFolder);
    expect(samples.at(-1)?.counters).toEqual({ starts: [2] });
  });

  test.for([
    { check: 'reproduced', planted: 'shadow_sufficient' },
    { check: 'explained', planted: 'shadow_unknown' },
    { check: 'goneAfterRename', planted: 'shadow_stays' },
  ])('$check alone fails on $planted', async ({ check, planted }) => {
    const { measured } = await measureProgram(openShadowedModule, programOf(planted), point);
    expect(failedChecks(measured)).toEqual([check]);
  });
});

test.runIf(process.platform === 'linux')('a folder that a killed program left is removed, and nothing else is', () => {
  const name = `threadlab-${2 ** 30}-0123abcd`; // larger than any number that Linux gives a process
  mkdirSync(join(counterFolder, name));
  writeFileSync(join(counterFolder, name, 'script.py'), '');
  const before = readdirSync(counterFolder).filter((other) => !other.startsWith('threadlab-'));
  removeStaleScratch();
  const left = readdirSync(counterFolder);
  expect(left).not.toContain(name);
  expect(left).toEqual(expect.arrayContaining(before));
});
