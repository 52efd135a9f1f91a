/** What the sampler says of processes against what Linux charges to the control group that they are in. */
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { ProcessField } from '../../shared/monitor/processFields.ts';
import type { Snapshot } from '../../shared/monitor/snapshot.ts';
import { linuxOptions } from './linuxOptions.ts';
import { Passes } from './pass.ts';
import { busyCores } from './testing/busyCores.ts';
import { endChildren, line, startChild } from './testing/children.ts';
import { createControlGroup, type ControlGroup } from './testing/controlGroup.ts';
import { everything } from './testing/everything.ts';
import { processCell } from './testing/fakePasses.ts';

const shares = [0.1, 0.3];
const interval = 2;
let passes: Passes | null = null;
let group: ControlGroup | null = null;

afterEach(async () => {
  passes?.close();
  await endChildren();
  group?.remove();
});

test.skipIf(process.platform !== 'linux')(
  'processes have used what their control group was charged, and their share of a core is within 2 points where the machine is quiet',
  async ({ skip }) => {
    const program = join(import.meta.dirname, 'testing', 'burn.ts');
    const strip = process.features.typescript === false ? ['--experimental-strip-types'] : [];
    const loads = await Promise.all(
      shares.map(async (share) => {
        const load = await startChild(process.execPath, [...strip, program, String(share)]);
        await line(load);
        return load;
      }),
    );
    const made = createControlGroup(loads.map(({ pid }) => pid));
    if (typeof made === 'string') skip(made);
    else group = made;
    const sampler = (passes = new Passes(linuxOptions()));
    /** A pass, with the charge before and after it. */
    const read = () => {
      const least = group?.cpuTime() ?? NaN;
      sampler.collect(everything, { dearFiles: 'all', reason: null });
      const at = performance.now() * 1e-3;
      return { least, snapshot: sampler.snapshot(), most: group?.cpuTime() ?? NaN, at };
    };
    read();
    await setTimeout(300);
    const first = read();
    await setTimeout(interval * 1e3);
    const second = read();

    const sum = (snapshot: Snapshot, field: ProcessField) =>
      loads.reduce((total, { pid }) => total + Number(processCell(snapshot, pid, field)), 0);
    const used = sum(second.snapshot, 'cpuTime') - sum(first.snapshot, 'cpuTime');
    // Holds on any machine: /proc counts in ticks, of each process, and a group is charged for one that runs at the next tick.
    const slack = (2 * loads.length + 1) / linuxOptions().units.ticksPerSecond;
    expect(used).toBeGreaterThanOrEqual(second.least - first.most - slack);
    expect(used).toBeLessThanOrEqual(second.most - first.least + slack);
    const most = busyCores(second.snapshot) - shares.reduce((total, share) => total + share, 0);
    if (!(most <= 0.2))
      skip(`others used ${most.toFixed(2)} cores here: only the bounds were judged, not the 2 points`);
    const charged = (second.most - first.most) / (second.at - first.at);
    expect(Math.abs(sum(second.snapshot, 'cpu') - charged)).toBeLessThanOrEqual(0.02);
  },
);
