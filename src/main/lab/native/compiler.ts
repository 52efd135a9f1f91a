/** The C compiler of this machine: $CC where it is set, else the first of cc, gcc and clang that answers. */
import { execFile } from 'node:child_process';

const usual = ['cc', 'gcc', 'clang'];
const answerLimitMs = 10_000;

/** What helps on Debian and Ubuntu, where most who lack a compiler are. */
const remedy = 'Install one, on Debian and Ubuntu with: sudo apt-get install gcc libc6-dev';

export type Compiler =
  | {
      found: true;
      /** Program, then arguments that belong to it ("ccache gcc"). */
      command: readonly [string, ...string[]];
      /** The first line of its own words. */
      version: string;
    }
  | { found: false; words: string };

/** Asks each for its version. Never throws: without one, `words` say why and the command that helps. */
export async function findCompiler(environment: NodeJS.ProcessEnv): Promise<Compiler> {
  const [chosen, ...its] = (environment['CC'] ?? '').split(/\s+/).filter(Boolean);
  const commands: [string, ...string[]][] = chosen === undefined ? usual.map((name) => [name]) : [[chosen, ...its]];
  for (const command of commands) {
    const version = await versionOf(command, environment);
    if (version !== null) return { found: true, command, version };
  }
  const words =
    chosen === undefined
      ? `There is no C compiler here (${usual.join(', ')}). ${remedy}`
      : `The compiler that CC names, ${[chosen, ...its].join(' ')}, does not answer. Set CC to one that does. ${remedy}`;
  return { found: false, words };
}

function versionOf(
  [program, ...its]: readonly [string, ...string[]],
  environment: NodeJS.ProcessEnv,
): Promise<string | null> {
  return new Promise((resolve) => {
    const options = { env: environment, timeout: answerLimitMs };
    execFile(program, [...its, '--version'], options, (error, stdout) => {
      const line = stdout.split('\n')[0]?.trim() ?? '';
      resolve(error !== null || line === '' ? null : line);
    });
  });
}
