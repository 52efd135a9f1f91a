/** Parses /proc/<pid>/mountinfo (proc_pid_mountinfo(5)): how much of other users' processes this /proc shows (hidepid). */

export interface ProcMount {
  /** 0 all; 1 listed, not readable; 2 not even listed; 4 only those that one may trace. */
  hidepid: 0 | 1 | 2 | 4;
  /** Group whose members are exempt; null for none. */
  gid: number | null;
}

const hidepidValues: Readonly<Record<string, ProcMount['hidepid']>> = {
  '0': 0,
  off: 0,
  '1': 1,
  noaccess: 1,
  '2': 2,
  invisible: 2,
  '4': 4,
  ptraceable: 4,
};

/** The last mount on `folder` counts, as it covers those before. null where nothing is mounted there. */
export function parseProcMount(text: string, folder: string): ProcMount | null {
  let mount: ProcMount | null = null;
  for (const line of text.split('\n')) {
    const [front = '', back] = line.split(' - ');
    const [type, , options = ''] = back?.split(' ') ?? [];
    if (type !== 'proc' || front.split(' ')[4] !== folder) continue;
    const given = new Map(
      options
        .split(',')
        .map((option) => option.split('=', 2))
        .map(([key, value]) => [key, value]),
    );
    const gid = given.get('gid');
    mount = { hidepid: hidepidValues[given.get('hidepid') ?? '0'] ?? 0, gid: gid === undefined ? null : Number(gid) };
  }
  return mount;
}
