/**
 * `npm run bench [PART...] [--json FILE] [--quick] [--hour]`: what Threadlab costs and how fast its kernels are, as ratios to peers that
 * were measured in the same run, and as plain values where there is no peer. It asserts nothing: figures of one machine say little of another, their ratios more.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine } from '../src/main/machine/machine.ts';
import { machineSentence } from '../src/shared/figure/caption.ts';
import { threadlabVersion } from '../src/main/version.ts';
import { benchChurn } from './churn/churn.ts';
import { benchLocks } from './locks/locks.ts';
import type { PartOptions, PartResult } from './part.ts';
import { partText } from './report.ts';
import { benchGrowth } from './sampler/growth.ts';
import { benchSampler } from './sampler/sampler.ts';
import { Unavailable } from './unavailable.ts';
import { benchDisturbance } from './window/disturbance.ts';
import { benchStart } from './window/start.ts';
import { benchWindow } from './window/window.ts';

interface Part {
  title: string;
  run: (options: PartOptions) => Promise<PartResult>;
}

const parts: Readonly<Record<string, Part>> = {
  sampler: { title: 'Sampler: CPU of reading every process and thread once a second', run: benchSampler },
  locks: { title: 'Locks: WebAssembly against C', run: benchLocks },
  start: { title: 'Start: from the launch to the first table', run: benchStart },
  window: { title: 'Window: main-thread time, and the CPU of the whole app', run: benchWindow },
  growth: { title: 'Growth: CPU of a thread for the sampler, on farms of several sizes', run: benchGrowth },
  churn: { title: 'Churn: memory while processes come and go', run: benchChurn },
  disturbance: { title: 'Disturbance: the same run with the window open and without one', run: benchDisturbance },
};

type Outcome = { part: string; title: string } & ({ result: PartResult } | { skipped: string } | { failed: string });

async function runPart(name: string, { title, run }: Part, how: Pick<PartOptions, 'quick' | 'hour'>): Promise<Outcome> {
  const scratch = mkdtempSync(join(tmpdir(), 'threadlab-bench-'));
  process.stdout.write(`\n${title}\n`);
  try {
    const tell = (words: string): void => void process.stderr.write(`  ${words}\n`);
    const result = await run({ scratch, ...how, tell });
    process.stdout.write(`\n${partText(result)}\n`);
    return { part: name, title, result };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof Unavailable) {
      process.stdout.write(`Skipped: ${message}\n`);
      return { part: name, title, skipped: message };
    }
    process.stdout.write(`Failed: ${message}\n`);
    process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : ''}\n`);
    return { part: name, title, failed: message };
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'string' }, quick: { type: 'boolean' }, hour: { type: 'boolean' } },
  });
  const unknown = positionals.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0) {
    process.stderr.write(`No such part: ${unknown.join(', ')}. Parts are ${Object.keys(parts).join(', ')}.\n`);
    return 2;
  }
  const quick = values.quick === true;
  const machine = await describeMachine();
  const at = new Date().toISOString();
  const cpus = `${machine.cpus.length} CPUs`;
  process.stdout.write(`${machineSentence({ ...machine, cpus }, [`Node ${process.versions.node}`])}\n`);
  const outcomes: Outcome[] = [];
  for (const [name, part] of Object.entries(parts)) {
    if (positionals.length === 0 || positionals.includes(name))
      outcomes.push(await runPart(name, part, { quick, hour: values.hour === true }));
  }
  if (quick)
    process.stdout.write('\nQuick: small sizes, one round. It shows that the parts work; the figures say little.\n');
  if (values.json !== undefined) {
    const document = { schema: 'threadlab.bench/1', at, version: threadlabVersion(), quick, machine, parts: outcomes };
    writeFileSync(values.json, `${JSON.stringify(document, null, 1)}\n`);
  }
  return outcomes.some((outcome) => 'failed' in outcome) ? 1 : 0;
}

process.exitCode = await main();
