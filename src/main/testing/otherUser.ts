/** Another user of this machine, as whom a test may start a program where it runs as root. */
import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';

/** `nobody` by number, whatever it is called here; in no group. */
const other = ['--reuid=65534', '--regid=65534', '--clear-groups'];

/** Why no program can be started as another user; null where it can. Node must be within that user's reach. */
export const noOtherUser: string | null = (() => {
  if (process.platform !== 'linux') return 'users are told apart on Linux only';
  if (process.getuid?.() !== 0) return 'only root can act as another user';
  const tried = spawnSync('setpriv', [...other, process.execPath, '-e', '0']);
  return tried.status === 0 ? null : 'setpriv is missing, or Node lies where another user may not read';
})();

export function asOtherUser(args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  return spawn('setpriv', [...other, process.execPath, ...args], options);
}
