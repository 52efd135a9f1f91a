/** Where a person's data lies: run records and settings. Read once by each shell and passed to the backend. */
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/**
 * THREADLAB_DATA, else the platform's place: XDG_DATA_HOME/threadlab or ~/.local/share/threadlab on Linux (XDG Base
 * Directory Specification, which says that a relative XDG_DATA_HOME is ignored), ~/Library/Application Support/Threadlab
 * on macOS, %APPDATA%\Threadlab on Windows. An absolute path; nothing is created here.
 */
export function dataFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  const chosen = environment['THREADLAB_DATA'];
  if (chosen !== undefined && chosen !== '') return resolve(chosen);
  const home = environment['HOME'] ?? environment['USERPROFILE'] ?? homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Threadlab');
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Threadlab');
  const xdg = environment['XDG_DATA_HOME'];
  return xdg !== undefined && isAbsolute(xdg) ? join(xdg, 'threadlab') : join(home, '.local', 'share', 'threadlab');
}
