/** To which part of the whole the rest of a thread's time goes, of which Linux counted neither running nor waiting for a CPU. */
import { balanceKinds, restOf } from './balance.ts';
import type { LaneBatch } from './lanes.ts';
import { waitReason } from './waitReason.ts';

/** Index into `balanceKinds` by code of the state and index of the channel; each pair is looked up once a batch. */
export function restKinds({ channels, notAvailable }: LaneBatch): (code: number, channel: number) => number {
  const known = new Map<number, number>();
  const run = balanceKinds.indexOf('run');
  let [lastPair, lastKind] = [NaN, NaN];
  return (code, channel) => {
    const pair = code * 65_536 + channel;
    // Sleepers sleep on: most pairs are that of the sample before.
    if (pair === lastPair) return lastKind;
    let kind = known.get(pair);
    if (kind === undefined) {
      const wait = waitReason(String.fromCharCode(code), channels[channel] || null, null).kind;
      // Where running is not told from waiting for a CPU, ready counts as running.
      kind = wait === 'run' && 'runQueueDelay' in notAvailable ? run : balanceKinds.indexOf(restOf[wait]);
      known.set(pair, kind);
    }
    [lastPair, lastKind] = [pair, kind];
    return kind;
  };
}
