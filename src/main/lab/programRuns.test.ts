/** Runs of programs that measure by themselves, which start threads and processes of their own: killed at any moment, they leave nothing. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogue } from '../../shared/lab/catalogue/catalogue.ts';
import { defaultsOf } from '../../shared/lab/defaults.ts';
import type { EngineName } from '../../shared/lab/experiment.ts';
import { runRecord, type ParameterValue } from '../../shared/runs/record.ts';
import { descendants } from './descendants.ts';
import { markerOf, sweepRun } from './marker.ts';
import { identify } from './processIdentity.ts';
import { noPrograms } from './runner/testing/programs.ts';
import { pythonSources } from './runner/testing/pythons.ts';
import { staleScratch } from './staleScratch.ts';
import { buildRunner } from './testing/builtRunner.ts';
import { labForTest, type LabForTest } from './testing/labForTest.ts';

const backend = identify(process.pid);
let lab: LabForTest;
beforeAll(async () => {
  lab = await labForTest({ entries: await buildRunner() });
}, 120_000);
afterAll(() => lab.close());

/** Every program on Python, and on the others that whose two sides are processes. */
const cases: { experiment: string; engine: EngineName; parameters?: Record<string, string[]> }[] = [
  ...readdirSync(pythonSources)
    .filter(
      (name) => name.endsWith('.py') && readFileSync(join(pythonSources, name), 'utf8').includes('program.serve('),
    )
    .map((name) => ({ experiment: basename(name, '.py').replaceAll('_', '-'), engine: 'python' as const })),
  ...(['native', 'node'] as const).map((engine) => ({
    experiment: 'context-switch',
    engine,
    parameters: { channel: ['pipe'], between: ['processes'] },
  })),
];

test.for(cases.map((one, i) => ({ ...one, moment: 1 + 20 * i })))(
  '$experiment on $engine, killed after $moment ms, is a failed record with the reason, and leaves nothing',
  { timeout: 60_000 },
  async ({ experiment, engine, parameters = {}, moment }, { skip }) => {
    const reason = noPrograms[engine] ?? null;
    skip(reason !== null, reason ?? '');
    if (!backend) throw new Error('/proc does not show this process.');
    const asked = { engine: [engine], ...usual(experiment, engine), ...parameters };
    const id = await lab.start(asked, 20, experiment);
    const { run } = await lab.until((state) => state.run?.id === id && state.run.process !== null);
    const killer = setInterval(() => killProgram(run?.process?.pid ?? NaN), moment);
    const { outcome } = await lab.ended(id);
    clearInterval(killer);
    expect(outcome).toMatchObject({ status: 'failed', message: expect.stringMatching(/ended by SIGKILL/) });
    expect(runRecord.parse(lab.records.at(-1)).error?.signal).toBe('SIGKILL');
    expect(await sweepRun(markerOf(backend, id))).toEqual([]);
    expect(staleScratch()).toEqual([]);
  },
);

/** Of the parameters that the Lab for tests makes short: programs may have other values, or need longer. */
function usual(id: string, engine: EngineName): Record<string, ParameterValue[]> {
  const own = catalogue.find((experiment) => experiment.id === id)?.parameters ?? {};
  const named = Object.entries(own).filter(([name]) => name === 'lock' || name === 'duration' || name === 'threads');
  return Object.fromEntries(named.map(([name, parameter]) => [name, defaultsOf(parameter, [engine])]));
}

/** The runner's own child; one that it has in that moment alone has perhaps just ended. */
function killProgram(runner: number): void {
  const [program] = descendants(runner, null);
  if (program === undefined) return;
  try {
    process.kill(program, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
