/** Uses a data folder as the rooms do, whatever its disk does, and writes what came of it as one JSON: `faultyDisk.ts fill|use FOLDER`. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ThreadlabError } from '../../shared/errors.ts';
import { recordOf } from '../../shared/runs/testing/records.ts';
import { openRunStore } from '../runs/store.ts';
import { createSettings } from '../settings/handlers.ts';

const [, , how = '', folder = ''] = process.argv;
const runsFolder = join(folder, 'runs');
const context = { signal: new AbortController().signal };
const record = (n: number) =>
  recordOf([{ lock: 'tas', threads: 1, throughput: [1, 2, 3] }], {
    id: `2026-10-03-1433-${String(n).padStart(4, '0')}`,
  });

/** "done", or the code and the words of the refusal; another error is a fault and ends this program. */
async function attempt(act: () => unknown): Promise<string> {
  try {
    await act();
    return 'done';
  } catch (error) {
    if (error instanceof ThreadlabError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

const store = await openRunStore(runsFolder);
const settings = await createSettings({ file: join(folder, 'settings.json') });
const change = (interval: number) => settings.handlers.change({ interval }, context);
const listed = async () => {
  const runs = await store.list();
  return { readable: runs.filter(({ readable }) => readable).length, all: runs.length };
};
const said: Record<string, unknown> = {};

if (how === 'fill') {
  said['settingsBefore'] = await attempt(() => change(2));
  let kept = 0;
  let end = 'done';
  while (end === 'done' && kept < 200) {
    end = await attempt(() => store.keep(record(kept)));
    if (end === 'done') kept += 1;
  }
  said['kept'] = kept;
  said['full'] = end;
}
said['listed'] = await listed();
said['rename'] = await attempt(() => store.rename(record(0).id, 'x'.repeat(200)));
said['settings'] = await attempt(() => change(3));
said['interval'] = settings.current().interval;
said['leftovers'] = readdirSync(runsFolder).filter((name) => name.startsWith('.writing'));
said['remove'] = await attempt(() => store.remove(record(0).id));
said['undo'] = await attempt(() => store.restore(record(0).id));
said['removeAgain'] = await attempt(() => store.remove(record(0).id));
said['removeTwo'] = await attempt(() => store.remove(record(1).id));
said['keepAfter'] = await attempt(() => store.keep(record(999)));
said['undoAfter'] = await attempt(() => store.restore(record(0).id));
said['listedAfter'] = await listed();
await store.close();
await settings.close();
process.stdout.write(JSON.stringify(said));
