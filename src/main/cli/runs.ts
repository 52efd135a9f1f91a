/** `threadlab runs`: the kept runs, and the files among them that cannot be read, with the reason. */
import { formatMoment } from '../../shared/units/clockTime.ts';
import { formatSeconds } from '../../shared/units/duration.ts';
import { readOptions } from './options.ts';
import { exit, type Command } from './terminal.ts';
import { textTable } from './textTable.ts';
import { firstItem, withBackend } from './withBackend.ts';

export const runs: Command = async (args, terminal) => {
  const { values } = readOptions(args, { json: { type: 'boolean' } }, 0);
  const { folder, runs: kept } = await withBackend(terminal, (client) => firstItem(client, 'runs.watch', {}));
  if (values.json === true) {
    terminal.out(JSON.stringify(kept, null, 2));
    return exit.done;
  }
  const readable = kept.filter((run) => run.readable);
  if (readable.length === 0) terminal.err(`No runs are kept in ${folder}.`);
  else {
    const columns = ['Run', 'Started', 'Experiment', 'Engine', 'Took', 'Outcome', 'Name'] as const;
    const now = new Date();
    terminal.out(
      textTable(
        columns.map((title) => ({ title, align: 'left' })),
        readable.map((run) => [
          run.id,
          formatMoment(new Date(run.startedAt), now),
          run.experiment,
          run.engines.join(', '),
          formatSeconds(run.elapsed),
          run.outcomeWords,
          run.title ?? '',
        ]),
        terminal.columns,
      ),
    );
  }
  const unreadable = kept.filter((run) => !run.readable);
  if (unreadable.length > 0) {
    terminal.err(
      textTable(
        [
          { title: 'Cannot be read', align: 'left' },
          { title: '', align: 'left' },
        ],
        unreadable.map((run) => [run.fileName, run.reason]),
        null,
      ),
    );
  }
  return exit.done;
};
