/** Who has this file, or this port, open? Asked of all processes; those that may not be read are counted. */
import type { Holders } from '../../../../shared/monitor/details.ts';
import { requireLinux } from '../requireLinux.ts';
import { findFileHolders } from './fileHolders.ts';
import { Found } from './found.ts';
import { findPortHolders } from './portHolders.ts';

export type HoldersRequest =
  { by: 'path'; path: string } | { by: 'port'; port: number; protocol: 'tcp' | 'udp' | 'any' };

/** Throws `notFound` for a path that is not there and that nobody holds under that name; `notSupported` without /proc. */
export async function findHolders(request: HoldersRequest): Promise<Holders> {
  requireLinux('Searches for holders');
  return request.by === 'path' ? findFileHolders(request.path, new Found()) : findPortHolders(request, new Found());
}
