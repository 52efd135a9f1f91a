/** `threadlab export`: a run as a file of another format, the same bytes that the window saves. */
import { exportFormat, exportFormats } from '../../shared/runs/contract.ts';
import { readOptions } from './options.ts';
import { runArgument } from './runArgument.ts';
import { exit, UsageError, type Command } from './terminal.ts';
import { withBackend } from './withBackend.ts';
import { writeOutput } from './writeOutput.ts';

/** Promised by the contract of the command line, not built yet. */
const laterFormats: readonly string[] = ['pdf', 'html'];

export const exportCommand: Command = async (args, terminal) => {
  const { values, positionals } = readOptions(
    args,
    {
      format: { type: 'string' },
      chart: { type: 'string' },
      out: { type: 'string' },
      'with-command': { type: 'boolean' },
    },
    1,
  );
  const id = runArgument(positionals);
  if (values.format === undefined) throw new UsageError(`Name a format: --format ${exportFormats.join('|')}.`);
  if (laterFormats.includes(values.format)) throw new UsageError(`Export as ${values.format} is not built yet.`);
  const format = exportFormat.safeParse(values.format);
  if (!format.success)
    throw new UsageError(`There is no format "${values.format}". There are: ${exportFormats.join(', ')}.`);
  const { out, chart } = values;
  if (out === undefined || out === '')
    throw new UsageError('Name the file to write: --out FILE, or --out - for standard output.');
  if (chart !== undefined && (format.data === 'csv' || format.data === 'json')) {
    throw new UsageError(`--chart is for svg and png; ${format.data} holds all the data.`);
  }
  const file = await withBackend(terminal, (client) =>
    client.call('runs.export', {
      id,
      format: format.data,
      commandLines: values['with-command'] === true,
      ...(chart === undefined ? {} : { chart }),
    }),
  );
  const content = Buffer.from(file.base64, 'base64');
  if (out === '-') process.stdout.write(content);
  else {
    await writeOutput(out, content);
    terminal.err(`Written: ${out}`);
  }
  return exit.done;
};
