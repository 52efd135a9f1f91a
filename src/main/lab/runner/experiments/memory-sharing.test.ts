/** memory-sharing on both engines, little memory each. */
import { expect, test } from 'vitest';
import { memorySharing } from '../../../../shared/lab/catalogue/memory-sharing.ts';
import { failedChecks } from '../testing/measureOnce.ts';
import { measureProgram, noPrograms, programsFromSources } from '../testing/programs.ts';
import { openMemorySharing } from './memory-sharing.ts';

const asked = { size: 1024 ** 2, writtenShare: 0.5 };
const pages = 128;
const { choices } = memorySharing.parameters.kind;
const cases = choices.flatMap(({ value, engines }) => engines.map((engine) => ({ engine, kind: value })));
const copies = ['fork', 'worker'];
const find = await programsFromSources('memory-sharing');
const pointOf = ({ engine, kind }: { engine: string; kind: string }) => ({
  ...asked,
  engine,
  kind,
  ...(engine === 'python' && { interpreter: 'any' }),
});

test.for(cases)(
  '$kind on $engine is seen by both or by none, as its check says',
  { timeout: 60_000 },
  async (one, { skip }) => {
    const reason = noPrograms[one.engine] ?? null;
    skip(reason !== null, reason ?? '');
    const { measured, names, samples } = await measureProgram(openMemorySharing, find, pointOf(one));
    expect(failedChecks(measured)).toEqual([]);
    const isCopy = copies.includes(one.kind);
    expect(measured.checks.map(({ id }) => id)).toEqual([isCopy ? 'copyIsolated' : 'sharedSeen']);
    expect(Object.keys(measured.metrics).sort()).toEqual(Object.keys(memorySharing.metrics).sort());
    expect(measured.metrics['visibleWrites']).toBe(isCopy ? 0 : 1);
    expect(measured.metrics['touchLatency']).toBeGreaterThan(0);
    // Another than a forked one may at the same time give some back.
    expect(measured.metrics['privateBytes']).toBeGreaterThan(one.kind === 'fork' ? pages * 4096 - 1 : -Infinity);
    expect(names).toEqual(['sharing-main', 'sharing-other']);
    expect(samples.at(-1)?.counters).toEqual({ written: [pages] });
  },
);

test.for([
  { check: 'copyIsolated', kind: 'fork', planted: 'fork_that_shares' },
  { check: 'sharedSeen', kind: 'thread', planted: 'thread_with_a_copy' },
])('$check fails with a $planted', { timeout: 60_000 }, async ({ check, kind, planted }, { skip }) => {
  skip(noPrograms['python'] !== null, noPrograms['python'] ?? '');
  const broken = await programsFromSources('memory-sharing', { planted });
  const { measured } = await measureProgram(openMemorySharing, broken, pointOf({ engine: 'python', kind }));
  expect(failedChecks(measured)).toEqual([check]);
});
