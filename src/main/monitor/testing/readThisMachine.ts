/** Reads this machine three times and writes what came of it as one JSON; with "exhaust", while no descriptor is free the second time. */
import { closeSync, openSync } from 'node:fs';
import { numberAt } from '../../../shared/monitor/snapshot.ts';
import { linuxOptions } from '../linuxOptions.ts';
import { Passes } from '../pass.ts';
import { everything } from './everything.ts';
import { processCell } from './fakePasses.ts';

/** Opens files until there is no descriptor left. */
function exhaust(): number[] {
  const taken: number[] = [];
  for (;;) {
    try {
      taken.push(openSync('/dev/null', 'r'));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EMFILE') return taken;
      throw error;
    }
  }
}

const passes = new Passes(linuxOptions());
const said: unknown[] = [];
for (let pass = 0; pass < 3; pass += 1) {
  const taken = process.argv[2] === 'exhaust' && pass === 1 ? exhaust() : [];
  passes.collect(everything, { dearFiles: 'all', reason: null });
  await passes.settled(10);
  for (const descriptor of taken) closeSync(descriptor);
  const { processes, hidden, notAvailable, machine } = passes.snapshot();
  const pids = Array.from({ length: processes.rowCount }, (_, row) => numberAt(processes, 'pid', row));
  const own = (field: 'name' | 'commandLine' | 'cpu' | 'readBytes' | 'residentBytes') =>
    processCell(passes.snapshot(), process.pid, field);
  said.push({
    rows: pids.length,
    listed: machine.processCount,
    hidden,
    notAvailable,
    own: {
      commandLine: own('commandLine'),
      cpu: own('cpu'),
      readBytes: own('readBytes'),
      residentBytes: own('residentBytes'),
    },
  });
}
passes.close();
process.stdout.write(JSON.stringify(said));
