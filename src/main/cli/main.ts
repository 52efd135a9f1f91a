/** `threadlab COMMAND`: finds the command, runs it, turns errors into messages and an exit status. */
import { commandLine } from './commandLine.ts';
import { processTerminal } from './terminal.ts';

const status = await commandLine(process.argv.slice(2), processTerminal());
// Written out before the end: a pipe may still be full. What else keeps the process alive must not.
await new Promise<void>((done) => process.stdout.write('', () => done()));
process.exit(status);
