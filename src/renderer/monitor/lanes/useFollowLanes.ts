/** Keeps the subscription to the lanes of one process while they are looked at. */
import { useEffect } from 'react';
import { decodeLaneBatch } from '../../../shared/monitor/laneCodec.ts';
import { backend } from '../../connection/backend.ts';
import { usePageVisible } from '../../charts/useHeld.ts';
import { useMonitor } from '../store.ts';
import { beginLanes, lanesFailed, takeBatch, thawLanes } from './lanesStore.ts';

/** A page that cannot be seen asks for none. `turn`: another one asks anew. */
export function useFollowLanes({ pid, startTicks }: { pid: number; startTicks: number }, turn: number): void {
  const visible = usePageVisible();
  useEffect(() => beginLanes(), [pid, startTicks, turn]);
  useEffect(() => {
    if (!visible) return;
    const subscription = backend.subscribe(
      'monitor.lanes',
      { process: { pid, startTicks } },
      {
        onItem(bytes) {
          const { frozen, rests } = useMonitor.getState();
          takeBatch(decodeLaneBatch(bytes), { held: rests.size > 0, frozen });
        },
        onError: ({ message }) => lanesFailed(message),
      },
    );
    const stop = useMonitor.subscribe((state, before) => {
      if (before.frozen && !state.frozen) thawLanes(state.rests.size > 0);
    });
    return () => {
      stop();
      subscription.close();
    };
  }, [pid, startTicks, visible, turn]);
}
