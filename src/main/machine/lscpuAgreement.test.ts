/** The description of every captured machine agrees with lscpu's listing of it, fact by fact. */
import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { machineDescription } from '../../shared/monitor/machineDescription.ts';
import { describeMachine } from './machine.ts';
import { capturesOf, whyNoCaptures, withCapture } from './testing/captures.ts';
import { lscpuFacts } from './testing/lscpuFacts.ts';
import { parseLscpu } from './testing/lscpuListing.ts';
import { unexplainedGaps } from './testing/unexplained.ts';

/** Unpacking and reading thousands of small files takes its time beside other work. */
vi.setConfig({ testTimeout: 120_000 });

const why = whyNoCaptures('lscpu');

test('captured machines with listings of lscpu are read', ({ skip }) => {
  skip(why !== null, why ?? '');
  expect(capturesOf('lscpu').length).toBeGreaterThan(0);
});

describe.each(why === null ? capturesOf('lscpu') : [])('$name', (capture) => {
  const text = readFileSync(capture.expected, 'utf8');
  const listing = parseLscpu(text);
  const described = withCapture(capture, (root) => describeMachine({ root }));

  test('is described as the schema says, and every gap has its reason', async () => {
    expect(machineDescription.parse(await described)).toEqual(await described);
    expect(unexplainedGaps(await described)).toEqual([]);
  });

  test.each(Object.entries(lscpuFacts))('%s', async (_, factsOf) => {
    const facts = factsOf(await described, listing);
    expect(facts.length).toBeGreaterThan(0);
    expect(facts.map(({ what, described: is }) => ({ what, is }))).toEqual(
      facts.map(({ what, listed: is }) => ({ what, is })),
    );
  });
});
