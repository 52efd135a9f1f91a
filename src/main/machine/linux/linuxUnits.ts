/** What this Linux counts time and memory in. */
import { readFileSync } from 'node:fs';
import { parseAuxv, type LinuxUnits } from './procfs/auxv.ts';

/** Clock ticks a second and bytes a page, as Linux told them to this process when it began. */
export function readLinuxUnits(): LinuxUnits {
  return parseAuxv(readFileSync('/proc/self/auxv'), process.arch === 'arm' || process.arch === 'ia32' ? 4 : 8);
}
