/** What another user sees: a module of this project run by nobody in a process of its own. Needs root, and setpriv of util-linux. */
import { spawnSync } from 'node:child_process';

const asUser = ['--reuid', '65534', '--clear-groups'];

/** Whether one can become nobody here, who can read this file: in a home folder of root it cannot. */
export function nobodyReads(): boolean {
  if (process.platform !== 'linux' || process.geteuid?.() !== 0) return false;
  return spawnSync('setpriv', [...asUser, 'test', '-r', import.meta.filename]).status === 0;
}

/** `program`: JavaScript of a module, which may await; `answer(value)` in it is what comes back. */
export function asNobody(program: string): unknown {
  const whole = `const answer = (value) => process.stdout.write(JSON.stringify(value));\n${program}`;
  const args = [...asUser, process.execPath, '--input-type=module', '-e', whole];
  const { stdout, stderr } = spawnSync('setpriv', args, { encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}
