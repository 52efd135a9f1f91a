/** A TypeScript program of the tests as a child: plain, as another user, or where mounts of its own hold. Its output is one JSON. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

// Node runs TypeScript by itself since 22.18.
const strip = process.features.typescript === false ? ['--experimental-strip-types'] : [];
const node = [process.execPath, '--disable-warning=ExperimentalWarning', ...strip];

/** Why a child cannot have mounts of its own; null where it can. */
export const noNamespace = whyNot(['-t', 'tmpfs', '-o', 'size=64k', 'none', '/mnt']);
/** Why a child cannot have a /proc of its own. */
export const noProcMount = noNamespace ?? whyNot(['-t', 'proc', 'none', '/mnt']);

function whyNot(mount: readonly string[]): string | null {
  if (process.platform !== 'linux') return 'mount namespaces are of Linux only';
  if (process.getuid?.() !== 0) return 'only root can mount';
  const made = spawnSync('unshare', ['--mount', 'mount', ...mount]);
  return made.status === 0 ? null : 'unshare and mount are missing, or not allowed in this container';
}

export interface ChildOptions {
  /** Shell commands before it, in a mount namespace of its own. */
  mounts?: string;
  /** Shell commands before it. */
  before?: string;
  /** Whether it is the first process of a PID namespace, with its own /proc. */
  ownProcesses?: boolean;
  /** Whether it runs as `nobody`. */
  asOther?: boolean;
}

/** What the program wrote, parsed. Throws with its last words where it fails. */
export async function runScript(
  program: string,
  args: readonly string[],
  options: ChildOptions = {},
): Promise<unknown> {
  const { mounts, before = mounts, asOther = false, ownProcesses = false } = options;
  const user = asOther ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
  const inner = [...user, ...node, program, ...args];
  const command = before === undefined ? inner : ['sh', '-ec', `${before}\nexec "$@"`, 'sh', ...inner];
  const spaces = ownProcesses ? ['unshare', '--pid', '--fork', '--mount-proc'] : ['unshare', '--mount'];
  const [file = '', ...rest] = mounts === undefined && !ownProcesses ? command : [...spaces, ...command];
  const child = spawn(file, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${said.err}`);
  return JSON.parse(said.out);
}
