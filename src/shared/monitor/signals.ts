/** The signals of Linux, signal(7): what a process does at one that it neither handles nor ignores, and what it is for. */

export type DefaultAction = 'ends' | 'stops' | 'continues' | 'nothing';

interface Signal {
  action: DefaultAction;
  /** A process that handles it is expected to end all the same. */
  asksToEnd: boolean;
  help: string;
}

const ends = { action: 'ends', asksToEnd: false } as const;
const asks = { action: 'ends', asksToEnd: true } as const;
const stops = { action: 'stops', asksToEnd: false } as const;

const standard = {
  SIGTERM: { ...asks, help: 'Asks it to end; it may tidy up first, or refuse.' },
  SIGKILL: { ...asks, help: 'Ends it at once; it cannot tidy up or refuse.' },
  SIGSTOP: { ...stops, help: 'Pauses it; it cannot refuse.' },
  SIGCONT: { action: 'continues', asksToEnd: false, help: 'Continues it after a pause.' },
  SIGINT: { ...asks, help: 'As Ctrl+C does in a terminal.' },
  SIGQUIT: { ...asks, help: 'As Ctrl+\\ does in a terminal; leaves a core dump where that is switched on.' },
  SIGHUP: { ...asks, help: 'Its terminal is gone; many services read their configuration again.' },
  SIGABRT: { ...asks, help: 'Ends it with a core dump, as abort(3) does.' },
  SIGUSR1: { ...ends, help: 'Means what the program chose; one that chose nothing ends.' },
  SIGUSR2: { ...ends, help: 'Means what the program chose; one that chose nothing ends.' },
  SIGALRM: { ...ends, help: 'A timer ran out.' },
  SIGVTALRM: { ...ends, help: 'A timer of its CPU time ran out.' },
  SIGPROF: { ...ends, help: "A profiler's timer ran out." },
  SIGPIPE: { ...ends, help: 'It wrote to a pipe that nobody reads.' },
  SIGCHLD: { action: 'nothing', asksToEnd: false, help: 'A child has ended, paused or continued.' },
  SIGTSTP: { ...stops, help: 'As Ctrl+Z does in a terminal.' },
  SIGTTIN: { ...stops, help: 'It reads its terminal from the background.' },
  SIGTTOU: { ...stops, help: 'It writes to its terminal from the background.' },
  SIGURG: { action: 'nothing', asksToEnd: false, help: 'Urgent data has come to a socket.' },
  SIGWINCH: { action: 'nothing', asksToEnd: false, help: 'Its window has another size.' },
  SIGIO: { ...ends, help: 'A file is ready.' },
  SIGPWR: { ...ends, help: 'The power is failing.' },
  SIGXCPU: { ...ends, help: 'It is over its limit of CPU time.' },
  SIGXFSZ: { ...ends, help: 'It is over its limit of file size.' },
  SIGSEGV: { ...ends, help: 'It touched memory that is not its own.' },
  SIGBUS: { ...ends, help: 'It touched memory that is not there.' },
  SIGFPE: { ...ends, help: 'Its arithmetic failed.' },
  SIGILL: { ...ends, help: 'It ran what is no instruction.' },
  SIGTRAP: { ...ends, help: 'A breakpoint.' },
  SIGSYS: { ...ends, help: 'It made a system call that a filter forbids.' },
  SIGSTKFLT: { ...ends, help: 'Not used by Linux.' },
} as const satisfies Record<string, Signal>;

type StandardSignal = keyof typeof standard;

/** glibc's SIGRTMIN is 34, for it keeps two for itself; SIGRTMAX is 64 everywhere but on MIPS. */
export const firstRealTimeSignal = 34;
const realTimeSignals = Array.from({ length: 64 - firstRealTimeSignal + 1 }, (_, index): `SIGRTMIN+${number}` => {
  return `SIGRTMIN+${index}`;
});

export type SignalName = StandardSignal | `SIGRTMIN+${number}`;

/** Those that people send most come first. */
export const signalNames: readonly SignalName[] = [
  ...(Object.keys(standard) as StandardSignal[]), // the table's own keys
  ...realTimeSignals,
];

const realTime: Signal = {
  ...ends,
  help: 'Real-time signal: means what the program chose; one that chose nothing ends.',
};
const facts = new Map<string, Signal>(Object.entries(standard));

export function signalFacts(name: SignalName): Signal {
  return facts.get(name) ?? realTime;
}
