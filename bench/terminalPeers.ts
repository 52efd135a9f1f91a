/** The monitors for a terminal that Threadlab is compared with: as a person starts them, with a reading each second. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isInstalled, settingsFile, terminalProgram, type Program } from './programs.ts';

export const htop = 'htop with threads';
export const btop = 'btop';

/** Those that are installed; of the others `notes` says how they would come. */
export function terminalPeers(scratch: string, notes: string[]): Program[] {
  if (process.platform !== 'linux' || !isInstalled('script')) {
    notes.push('Without htop, btop and top: there is no script (util-linux) to give them a terminal.');
    return [];
  }
  const known = [
    { name: 'htop', package: 'htop', program: () => terminalProgram(htop, 'htop -d 10', scratch) },
    { name: 'btop', package: 'btop', program: () => btopProgram(scratch) },
    { name: 'top', package: 'procps', program: () => terminalProgram('top -H', 'top -H -d 1', scratch) },
  ];
  return known.flatMap((peer) => {
    if (isInstalled(peer.name)) return [peer.program()];
    notes.push(`Without ${peer.name}: it is not installed (apt-get install ${peer.package}).`);
    return [];
  });
}

/** Shows processes alone; by itself it reads every two seconds. */
function btopProgram(scratch: string): Program {
  const settings = settingsFile(scratch, 'btop/btop.conf');
  mkdirSync(dirname(settings), { recursive: true });
  writeFileSync(settings, 'update_ms = 1000\n');
  return terminalProgram(btop, 'btop --utf-force', scratch);
}
