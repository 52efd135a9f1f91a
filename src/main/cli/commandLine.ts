/** The commands, what help says of them, and what an error ends with. */
import { ThreadlabError } from '../../shared/errors.ts';
import { presetNames } from '../../shared/lab/presets.ts';
import { escapeInvisible } from '../../shared/text/hostileText.ts';
import { threadlabVersion } from '../version.ts';
import { exit, UsageError, type Command, type Terminal } from './terminal.ts';

interface Entry {
  usage: readonly string[];
  words: string;
  /** Loaded when asked for: `threadlab list` needs no sampler. */
  load(): Promise<Command>;
}

const commands: Readonly<Record<string, Entry>> = {
  ps: {
    usage: ['threadlab ps [--threads] [--pid PID] [--interval SECONDS] [--count N] [--json]'],
    words: 'Processes (and threads) of this machine: without --count two passes, of which the second is printed.',
    load: async () => (await import('./ps.ts')).ps,
  },
  machine: {
    usage: ['threadlab machine [--root DIR] [--json]'],
    words:
      'Packages, cores, CPUs, caches and who shares them, clocks, memory, limits; with --root of a captured machine.',
    load: async () => (await import('./machine.ts')).machine,
  },
  list: {
    usage: ['threadlab list [EXPERIMENT] [--json]'],
    words: 'The catalogue; of one experiment its engines, parameters, metrics and checks.',
    load: async () => (await import('./list.ts')).list,
  },
  run: {
    usage: [
      `threadlab run EXPERIMENT [--preset ${presetNames.join('|')}] [--engine E,...]`,
      '              [--set NAME=V1,V2,...]... [--repeats N] [--duration SECONDS] [--seed N] [--out FILE] [--json] [--strict]',
      'threadlab run command [--cwd DIR] [--repeats N] [--out FILE] [--json] -- PROGRAM ARGS...',
      'threadlab run --from FILE [--repeats N] [--duration SECONDS] [--seed N] [--out FILE] [--json] [--strict] [--yes]',
    ],
    words:
      'Runs an experiment, shows how far it is, prints and keeps the result. What is set besides a preset takes the place of its value. A record is run again by its own seed unless another is given; one that starts a program shows it, and starts it with --yes.',
    load: async () => (await import('./run.ts')).run,
  },
  runs: {
    usage: ['threadlab runs [--json]'],
    words: 'The kept runs.',
    load: async () => (await import('./runs.ts')).runs,
  },
  show: {
    usage: ['threadlab show RUN [--json]'],
    words: 'One run: the result in words, its points, checks and machine.',
    load: async () => (await import('./show.ts')).show,
  },
  export: {
    usage: ['threadlab export RUN --format csv|json|svg|png [--chart NAME] [--with-command] --out FILE'],
    words:
      'The data or a chart of a run as a file; --out - writes to standard output. A program’s command line, folder and output go into it with --with-command alone.',
    load: async () => (await import('./export.ts')).exportCommand,
  },
  compare: {
    usage: ['threadlab compare A B [--json]'],
    words: 'Not built yet.',
    load: async () => notBuilt('Comparing two runs'),
  },
  delete: {
    usage: ['threadlab delete RUN'],
    words: 'Deletes a kept run.',
    load: async () => (await import('./delete.ts')).deleteCommand,
  },
  serve: {
    usage: ['threadlab serve [--port N] [--read-only] [--socket PATH] [--no-open]'],
    words: 'The app in a browser, on this machine only.',
    load: async () => (await import('./serve.ts')).serveCommand,
  },
};

/** Runs one command and gives its exit status. */
export async function commandLine(args: string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    const text = help();
    if (name === undefined) terminal.err(text);
    else terminal.out(text);
    return name === undefined ? exit.usage : exit.done;
  }
  if (name === '--version') {
    terminal.out(threadlabVersion());
    return exit.done;
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry === undefined) {
    terminal.err(`There is no command "${escapeInvisible(name)}". There are: ${Object.keys(commands).join(', ')}.`);
    return exit.usage;
  }
  const own = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (own.includes('--help') || own.includes('-h')) {
    terminal.out(`${entry.usage.join('\n')}\n\n${entry.words}`);
    return exit.done;
  }
  try {
    return await (
      await entry.load()
    )(rest, terminal);
  } catch (error) {
    return failure(error, entry, terminal);
  }
}

function failure(error: unknown, entry: Entry, terminal: Terminal): number {
  terminal.progress(null);
  if (error instanceof UsageError) {
    terminal.err(`threadlab: ${escapeInvisible(error.message)}\n${entry.usage.join('\n')}`);
    return exit.usage;
  }
  if (!(error instanceof ThreadlabError)) throw error;
  terminal.err(`threadlab: ${escapeInvisible(error.message)}`);
  if (error.code === 'badInput') return exit.usage;
  return error.code === 'cancelled' ? exit.cancelled : exit.failed;
}

function notBuilt(what: string): Command {
  return async (_args, terminal) => {
    terminal.err(`threadlab: ${what} is not built yet.`);
    return exit.usage;
  };
}

function help(): string {
  const lines = Object.values(commands).flatMap(({ usage, words }) => [
    ...usage.map((line) => `  ${line}`),
    `      ${words}`,
  ]);
  return [
    'Threadlab: what processes and threads do, and experiments on what they do to one another.',
    '',
    ...lines,
    '',
    'Quantities take units: 100ns, 4.4ms, 4KiB. Machine output is --json; messages go to standard error.',
    'Exit: 0 done, 1 failed, 2 wrong usage, 3 an A check of a run failed, 4 inconclusive (with --strict), 130 cancelled.',
    'Runs are kept in the folder that THREADLAB_DATA names, else in the place for data of this system.',
  ].join('\n');
}
