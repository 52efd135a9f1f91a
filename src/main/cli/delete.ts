/** `threadlab delete`: a kept run is gone for good once the command has ended. */
import { readOptions } from './options.ts';
import { runArgument } from './runArgument.ts';
import { exit, type Command } from './terminal.ts';
import { withBackend } from './withBackend.ts';

export const deleteCommand: Command = async (args, terminal) => {
  const { positionals } = readOptions(args, {}, 1);
  const id = runArgument(positionals);
  await withBackend(terminal, (client) => client.call('runs.delete', { id }));
  terminal.err(`Run ${id} is deleted.`);
  return exit.done;
};
