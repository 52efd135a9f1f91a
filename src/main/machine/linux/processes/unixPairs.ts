/** Which Unix sockets are connected with which. /proc does not tell it; Linux tells it to ss(8) of iproute2 (sock_diag(7)), where that is installed. */
import { runTool } from '../actions/tool.ts';

/** Inode -> inode of the other end, of the network namespace in which Threadlab runs; empty where ss is not there or tells nothing. */
export async function readUnixPairs(): Promise<ReadonlyMap<number, number>> {
  const answer = await runTool('ss', ['-x', '-a', '-H', '-n']);
  return answer.kind === 'done' ? parseUnixPairs(answer.output) : new Map();
}

/** Lines such as "u_str ESTAB 0 0 /run/bus 4021 * 4022"; one whose path holds spaces is left out rather than guessed at. */
export function parseUnixPairs(text: string): Map<number, number> {
  const pairs = new Map<number, number>();
  for (const [, own, far] of text.matchAll(/^u_\S+ +ESTAB +\d+ +\d+ +\S+ +(\d+) +\S+ +(\d+) *$/gmu)) {
    if (Number(far) !== 0) pairs.set(Number(own), Number(far)); // 0: nobody, or an end that ss does not see
  }
  return pairs;
}
