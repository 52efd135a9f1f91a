/** The interpreters of Python as the backend sees them: which there are, and which one is meant by a name. */
import { ThreadlabError } from '../../../shared/errors.ts';
import type { InterpreterState } from '../../../shared/lab/contract.ts';
import { isAtLeast } from '../../../shared/lab/pythonVersion.ts';
import { atATime } from '../atATime.ts';
import { askInterpreter } from './askInterpreter.ts';
import { findCandidates, realPathOf, type Candidate } from './candidates.ts';

/** Asked at the same time. */
const askedTogether = 3;

const remedy =
  'Install one, on Debian and Ubuntu with: sudo apt-get install python3; or name one in the settings under Interpreters.';

export interface PythonOptions {
  environment: NodeJS.ProcessEnv;
  /** Paths that the settings name. */
  listed: () => readonly string[];
  /** For tests: how long one may take to answer, and folders looked through on every machine. */
  answerLimitMs?: number;
  systemFolders?: readonly string[];
}

/** An interpreter that can be run, with the real path by which it is known. */
interface Known {
  state: InterpreterState;
  realPath: string;
}

export class PythonEngine {
  private readonly options: PythonOptions;
  private readonly asked = new Map<string, Promise<Known>>();

  constructor(options: PythonOptions) {
    this.options = options;
  }

  /** Without running any: in words when there is nothing that could be one, else how many. */
  presence(): { present: boolean; words: string } {
    const count = this.candidates().length;
    if (count === 0) return { present: false, words: `There is no Python here. ${remedy}` };
    return { present: true, words: count === 1 ? 'One interpreter here.' : `${count} interpreters here.` };
  }

  /** All of them, each asked once; those of the settings first, then as they are found. */
  async interpreters(): Promise<InterpreterState[]> {
    return (await this.known()).map(({ state }) => state);
  }

  /**
   * The interpreter that `asked` means: a name, a version or its beginning ("3.11"), "python3.11", or a path; null is the first there is.
   * `least`: the oldest version that will do. Throws `badInput` or `notAvailable` in words.
   */
  async resolve(asked: string | null, least: string, what: string): Promise<InterpreterState> {
    if (asked === null) {
      const first = await this.first(least);
      if (first) return first;
    }
    const known = await this.known();
    const usable = known.filter(({ state }) => state.available);
    if (usable.length === 0) {
      const [first] = known;
      throw new ThreadlabError('notAvailable', first?.state.words ?? `There is no Python here. ${remedy}`);
    }
    const found = asked === null ? undefined : match(known, asked);
    if (!found) {
      const names = usable.map(({ state }) => state.name).join(', ');
      throw asked === null
        ? new ThreadlabError('notAvailable', `${what} needs Python ${least} or later. There are: ${names}.`)
        : new ThreadlabError('badInput', `interpreter: there is no Python ${asked} here. There are: ${names}.`);
    }
    const { state } = found;
    if (!state.available) throw new ThreadlabError('notAvailable', state.words);
    if (!isAtLeast(state.version, least))
      throw new ThreadlabError(
        'notAvailable',
        `${what} needs Python ${least} or later, and ${state.path} is ${state.version}.`,
      );
    return state;
  }

  /** The first in order that will do, without asking those after it; undefined where none will. */
  private async first(least: string): Promise<InterpreterState | undefined> {
    for (const candidate of this.candidates()) {
      const [{ state } = { state: null }] = named([await this.ask(candidate)]);
      if (state?.available === true && isAtLeast(state.version, least)) return state;
    }
    return undefined;
  }

  private candidates(): Candidate[] {
    return findCandidates(this.options.environment, this.options.listed(), this.options.systemFolders);
  }

  private async known(): Promise<Known[]> {
    const candidates = this.candidates();
    const all: Known[] = Array.from({ length: candidates.length });
    await atATime(askedTogether, [...candidates.entries()], async ([place, candidate]) => {
      all[place] = await this.ask(candidate);
    });
    return named(all);
  }

  /** One that did not answer is asked again the next time: it may have been mended. */
  private async ask(candidate: Candidate): Promise<Known> {
    const before = this.asked.get(candidate.realPath);
    if (before) return before;
    const asking = this.askNow(candidate);
    this.asked.set(candidate.realPath, asking);
    const known = await asking;
    if (!known.state.available) this.asked.delete(candidate.realPath);
    return known;
  }

  private async askNow({ path, realPath }: Candidate): Promise<Known> {
    const answer = await askInterpreter(path, this.options.environment, this.options.answerLimitMs);
    if (!answer.ok) {
      const unknown = { version: '', implementation: '', build: '', gil: null, freeThreaded: false };
      return { realPath, state: { name: path, path, available: false, words: answer.words, ...unknown } };
    }
    const { executable, ...is } = answer.is;
    // A wrapper leads to another file: that one is run.
    const ownPath = realPathOf(executable) ?? realPath;
    const state = {
      ...is,
      name: '',
      path: ownPath === realPath ? path : executable,
      available: true,
      words: wordsOf(is),
    };
    return { realPath: ownPath, state };
  }
}

/** Each real path once. The first of a version is called by it, others by their path. */
function named(all: readonly Known[]): Known[] {
  const byPath = new Map<string, Known>();
  for (const known of all) if (!byPath.has(known.realPath)) byPath.set(known.realPath, known);
  const taken = new Set<string>();
  return [...byPath.values()].map(({ state, realPath }) => {
    const version = versionName(state);
    const name = !state.available || taken.has(version) ? state.path : version;
    taken.add(name);
    return { realPath, state: { ...state, name } };
  });
}

function versionName({ version, implementation, freeThreaded }: InterpreterState): string {
  const prefix = implementation === 'CPython' ? '' : `${implementation} `;
  return `${prefix}${version}${freeThreaded ? 't' : ''}`;
}

function match(known: readonly Known[], asked: string): Known | undefined {
  const byName = known.find(({ state }) => state.name === asked || state.path === asked);
  if (byName) return byName;
  const real = asked.startsWith('/') ? realPathOf(asked) : null;
  if (real !== null) return known.find(({ realPath }) => realPath === real);
  const version = /^(?:python)?(\d+(?:\.\d+)*)(t?)$/.exec(asked);
  if (!version) return undefined;
  const [, number = '', free] = version;
  return known.find(
    ({ state }) =>
      state.available &&
      state.implementation === 'CPython' &&
      state.freeThreaded === (free === 't') &&
      (state.version === number || state.version.startsWith(`${number}.`)),
  );
}

/** "CPython 3.11.7, with the interpreter lock." */
function wordsOf(is: { version: string; implementation: string; gil: boolean | null; freeThreaded: boolean }): string {
  const lock =
    is.gil === null
      ? 'whether it has an interpreter lock is not known'
      : is.freeThreaded
        ? `a free-threaded build with its interpreter lock ${is.gil ? 'on' : 'off'}`
        : 'with the interpreter lock';
  return `${is.implementation} ${is.version}, ${lock}.`;
}
