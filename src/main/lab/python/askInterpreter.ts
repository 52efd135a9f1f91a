/** Asks one interpreter what it is: a short program that every Python from 2.7 on can run, bounded in time. */
import { execFile } from 'node:child_process';
import { z } from 'zod';
import { plainPython } from '../runner/engines/plainPython.ts';

/** Starting takes some 20 to 100 ms; on a machine that is overloaded many times that. */
export const answerLimitMs = 10_000;
const mostOutput = 64 * 1024;

const question = `
import json, platform, sys, sysconfig
gil = getattr(sys, '_is_gil_enabled', None)
cpython = platform.python_implementation() == 'CPython'
print(json.dumps({
    'executable': sys.executable,
    'version': platform.python_version(),
    'implementation': platform.python_implementation(),
    'build': ' '.join(platform.python_build() + (platform.python_compiler(),)).strip(),
    'freeThreaded': bool(sysconfig.get_config_var('Py_GIL_DISABLED')),
    'gil': gil() if gil is not None else True if cpython or platform.python_implementation() == 'PyPy' else None,
}))
`;

const answered = z.object({
  executable: z.string(),
  version: z.string().regex(/^\d+\.\d+/),
  implementation: z.string(),
  build: z.string(),
  freeThreaded: z.boolean(),
  /** Whether it is on; null where that is not known. */
  gil: z.boolean().nullable(),
});

export type InterpreterAnswer = { ok: true; is: z.output<typeof answered> } | { ok: false; words: string };

/** Never throws: one that hangs, breaks or says something else is told in words. */
export function askInterpreter(
  path: string,
  environment: NodeJS.ProcessEnv,
  limitMs = answerLimitMs,
): Promise<InterpreterAnswer> {
  const options = {
    env: environment,
    timeout: limitMs,
    killSignal: 'SIGKILL' as const,
    maxBuffer: mostOutput,
  };
  return new Promise((resolve) => {
    const child = execFile(path, [...plainPython, '-c', question], options, (error, stdout, stderr) => {
      if (error?.killed === true && error.code !== 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
        return resolve(broken(`it did not answer within ${limitMs / 1000} s`));
      if (error !== null) return resolve(broken(lastLine(stderr) ?? reasonOf(error)));
      const is = answered.safeParse(parseLastLine(stdout));
      resolve(is.success ? { ok: true, is: is.data } : broken('what it answered is not what Python would'));
    });
    child.stdin?.end();
  });

  function broken(why: string): InterpreterAnswer {
    return { ok: false, words: `${path} is not available: ${why.replace(/\.$/, '')}.` };
  }
}

function reasonOf(error: Error & { code?: unknown; signal?: unknown }): string {
  if (error.code === 'ENOENT') return 'there is no such file';
  if (error.code === 'EACCES') return 'it may not be run';
  if (typeof error.signal === 'string') return `it was ended by ${error.signal}`;
  if (typeof error.code === 'number') return `it ended with status ${error.code} and no words`;
  return error.message.split('\n')[0] ?? 'it does not start';
}

function lastLine(text: string): string | null {
  return text.trim().split('\n').at(-1)?.trim().slice(0, 300) || null;
}

function parseLastLine(text: string): unknown {
  try {
    return JSON.parse(lastLine(text) ?? '');
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
